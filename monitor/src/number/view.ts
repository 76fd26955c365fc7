/** One of the company's own numbers as screens show it. */
import {
  type MonitoredNumber,
  type NumberId,
  numbers,
  placeOf,
  type Records,
  type Sealed,
  type SealedField,
  type Vault,
} from '@atalaia/storage';
import type { NumberView } from '../api/views.ts';

interface ViewDeps {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

export async function numberView(deps: Pick<ViewDeps, 'vault'>, number: MonitoredNumber): Promise<NumberView> {
  const open = async (field: SealedField<MonitoredNumber>, sealed: Sealed | undefined) =>
    sealed && (await deps.vault.openText(placeOf(numbers, number.id, field), sealed));
  return {
    id: number.id,
    phone: (await open('sealedPhone', number.sealedPhone)) ?? '',
    label: (await open('sealedLabel', number.sealedLabel)) ?? null,
    zone: number.zone,
  };
}

/** Answers the views of numbers, each opened once. @throws if there is no such number: ids come from our own records. */
export function numberViews(deps: ViewDeps): (number: NumberId) => Promise<NumberView> {
  const known = new Map<NumberId, Promise<NumberView>>();
  return (number) => {
    const view = known.get(number) ?? viewOf(deps, number);
    known.set(number, view);
    return view;
  };
}

async function viewOf(deps: ViewDeps, id: NumberId): Promise<NumberView> {
  const found = await deps.records.get(numbers, id);
  if (!found) throw new Error(`Number ${id} is missing`);
  return numberView(deps, found.doc);
}
