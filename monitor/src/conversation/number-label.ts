/** The company's numbers as screens show them. */
import { type MonitoredNumber, type NumberId, numbers, type Records, type Vault } from '@atalaia/storage';
import type { NumberView } from '../api/views.ts';

/** Answers the views of numbers, each opened once. @throws if a number is not registered: documents name only those that are. */
export function numberLabels(deps: {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}): (number: NumberId) => Promise<NumberView> {
  const known = new Map<NumberId, Promise<NumberView>>();
  return (number) => {
    const view = known.get(number) ?? labelOf(deps, number);
    known.set(number, view);
    return view;
  };
}

async function labelOf(deps: Parameters<typeof numberLabels>[0], number: NumberId): Promise<NumberView> {
  const doc = (await deps.records.get(numbers, number))?.doc;
  if (!doc) throw new Error(`Number ${number} is not registered.`);
  return numberView(deps.vault, doc);
}

async function numberView(vault: Pick<Vault, 'openText'>, doc: MonitoredNumber): Promise<NumberView> {
  const place = (field: string) => ({ collection: 'numbers', id: doc.id, field });
  return {
    id: doc.id,
    phone: (await vault.openText(place('sealedPhone'), doc.sealedPhone)) ?? '',
    label: (doc.sealedLabel && (await vault.openText(place('sealedLabel'), doc.sealedLabel))) ?? null,
    zone: doc.zone,
  };
}
