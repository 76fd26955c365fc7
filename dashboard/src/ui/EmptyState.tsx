/** What a place without content says: why it is empty and what would fill it. */
import type { ReactNode } from 'react';

export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      <div className="state-text">{children}</div>
    </div>
  );
}
