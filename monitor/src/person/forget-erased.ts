/** A number that was closed while somebody was erased forgets them when it is opened, before it hears anything. */
import type { NumberLink } from '@atalaia/connector';
import { type ErasureId, erasures, type NumberId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type ForgetOnNumber, forgetOnNumber } from './forget-on-number.ts';

export type ForgetErased = ForgetOnNumber & { readonly records: Pick<Records, 'get' | 'find' | 'replace'> };

/** Of erasures whose keys are destroyed; done again after a crash it changes nothing. */
export async function forgetErased(
  deps: ForgetErased,
  number: NumberId,
  link: Pick<NumberLink, 'forget'>,
): Promise<void> {
  const every = everyPage((after) =>
    deps.records.find(erasures, {
      index: 'byState',
      equals: { state: ['shredded', 'erased'] as const },
      limit: 1000,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    if (!doc.journals.includes(number)) continue;
    await forgetOnNumber(deps, link, doc.whole);
    await tick(deps, doc.id, number);
  }
}

async function tick(deps: ForgetErased, id: ErasureId, number: NumberId): Promise<void> {
  for (;;) {
    const found = await deps.records.get(erasures, id);
    if (!found?.doc.journals.includes(number)) return;
    const journals = found.doc.journals.filter((other) => other !== number);
    if ((await deps.records.replace(erasures, found.version, { ...found.doc, journals })) === 'replaced') return;
  }
}
