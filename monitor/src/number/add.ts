/** Adds one of the company's numbers, to be set up and linked. */
import type { Language, NumberId } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { NumberView } from '../api/views.ts';
import { Problem } from '../problem.ts';
import { amendNumber } from './amend.ts';
import { unsetCapture } from './capture-settings.ts';
import { type ChangeNumber, changeNumber, refuseUnknownZone } from './change.ts';
import { phoneOf } from './phone.ts';
import { findNumber, type NumberDeps, registerNumber } from './register.ts';

export type AddNumber = NumberDeps & ChangeNumber;

export interface NewNumber {
  /** E.164. */
  readonly phone: string;
  readonly label: string | null;
  readonly language: Language;
  /** The zone of the phone's country if absent. */
  readonly zone?: string | undefined;
}

/** @throws Problem `bad-request` for what is no phone number or zone, `number-known` */
export async function addNumber(
  deps: AddNumber,
  authorized: Authorized<'number:change'>,
  input: NewNumber,
): Promise<NumberView> {
  const phone = phoneOf(input.phone);
  if (!phone) throw new Problem('bad-request', 'This is not a phone number with country code.', { pointer: '/phone' });
  refuseUnknownZone(input.zone);
  if (await isKnown(deps, phone)) throw new Problem('number-known', 'This number was added before.');
  const number = await registerNumber(deps, authorized.actor, phone);
  await amendNumber(deps, number.id, (added) => ({ ...added, capture: added.capture ?? unsetCapture }));
  return changeNumber(deps, authorized, {
    id: number.id,
    label: input.label,
    language: input.language,
    zone: input.zone,
  });
}

/** Brazilian numbers count as known in either form, with or without the ninth digit. */
async function isKnown(
  deps: NumberDeps,
  phone: NonNullable<ReturnType<typeof phoneOf>>,
): Promise<NumberId | undefined> {
  const other = phone.otherForm === undefined ? undefined : phoneOf(phone.otherForm);
  const found = (await findNumber(deps, phone)) ?? (other && (await findNumber(deps, other)));
  return found?.id;
}
