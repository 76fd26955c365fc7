/** The frame of the pages outside the shell: the mark, one heading, one thing to do, the choice of language. */
import type { ReactNode } from 'react';
import { LanguageSelect } from '../app/LanguageSelect.tsx';
import { TowerMark } from '../ui/TowerMark.tsx';
import { useTitle } from '../ui/title.ts';
import './access.css';

export function AccessCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useTitle(title);
  return (
    <main className="access">
      <div className="access-card">
        <p className="access-brand">
          <TowerMark size={28} /> Atalaia
        </p>
        <h1>{title}</h1>
        {children}
      </div>
      <div className="access-foot">
        <LanguageSelect />
      </div>
    </main>
  );
}
