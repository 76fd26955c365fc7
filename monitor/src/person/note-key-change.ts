/** Notes when somebody's key on WhatsApp last changed: what was kept before may be of another human with the same number. */
import { type PersonId, persons, type Records } from '@atalaia/storage';

/** `at`: milliseconds since the epoch. An earlier change told later takes nothing back. */
export async function noteKeyChange(
  deps: { readonly records: Pick<Records, 'get' | 'replace'> },
  person: PersonId,
  at: number,
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(persons, person);
    if (!found || (found.doc.keyChangedAt ?? 0) >= at) return;
    if ((await deps.records.replace(persons, found.version, { ...found.doc, keyChangedAt: at })) === 'replaced') return;
  }
}
