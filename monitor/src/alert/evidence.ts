/** Opens what is kept as evidence of an alert after its person was erased. The caller records it before it is shown. */
import { type Alert, evidence, type Records, type Vault } from '@atalaia/storage';
import type { EvidenceView } from '../api/alert-views.ts';
import { maskFor } from '../conversation/mask.ts';
import { evidencePlace } from '../erase/evidence.ts';
import { everyPage } from '../every-page.ts';
import { openText } from '../open-text.ts';

/** Oldest first. Identifiers are masked; names nobody knows any more, so they stay where somebody wrote them. */
export async function evidenceOf(
  deps: { readonly records: Pick<Records, 'find'>; readonly vault: Pick<Vault, 'openText'> },
  alert: Alert,
): Promise<EvidenceView[]> {
  const shown: EvidenceView[] = [];
  if (alert.erasedAt === undefined) return shown;
  const { hide } = maskFor([]);
  const kept = everyPage((after) =>
    deps.records.find(evidence, { index: 'byAlert', equals: { alert: alert.id }, limit: 200, ...after }),
  );
  for await (const { doc } of kept) {
    const { id, from, kind, at, until } = doc;
    const opened = await openText(deps.vault, evidencePlace(doc), doc.sealedText);
    shown.push({ id, from, kind, at, until, text: opened.kind === 'text' ? hide(opened.text) : null });
  }
  return shown;
}
