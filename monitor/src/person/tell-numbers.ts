/** Brings a decision about a person to the numbers that know them: from then on their gates go by it. */
import type { NumberLink } from '@atalaia/connector';
import { type NumberId, numbers, type Records } from '@atalaia/storage';

/** `pending`: a number that captures isn't connected here now; it is told when it is opened again. */
export type InForce = { readonly kind: 'in-force' | 'pending' };

export interface TellNumbers {
  readonly records: Pick<Records, 'get'>;
  readonly links: { link(number: NumberId): ToldOfPersons | undefined };
}

/** What a number is told of people. */
export type ToldOfPersons = Pick<NumberLink, 'stand' | 'doubt' | 'settleDoubt' | 'enterConsent'>;

/** `tell` is durable at each number when it returns. */
export async function tellNumbers(
  deps: TellNumbers,
  ids: readonly NumberId[],
  tell: (link: ToldOfPersons) => void,
): Promise<InForce> {
  let kind: InForce['kind'] = 'in-force';
  for (const id of new Set(ids)) {
    const link = deps.links.link(id);
    if (link) tell(link);
    else if ((await deps.records.get(numbers, id))?.doc.capture) kind = 'pending';
  }
  return { kind };
}
