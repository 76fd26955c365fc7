/** Finds one of the company's numbers by its phone number, or registers it. */
import {
  type BlindIndexer,
  type Clock,
  type MonitoredNumber,
  type NewId,
  type NumberId,
  numbers,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import type { Phone } from './phone.ts';
import { zoneOfCountry } from './zone.ts';

export interface NumberDeps {
  readonly records: Records;
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
}

export async function findNumber(
  deps: Pick<NumberDeps, 'records' | 'blind'>,
  phone: Phone,
): Promise<MonitoredNumber | undefined> {
  const found = await deps.records.find(numbers, {
    index: 'byPhone',
    equals: { phone: deps.blind.of('number', phone.e164) },
    limit: 1,
  });
  return found.items[0]?.doc;
}

/** Registers the number, in its country's zone until somebody says otherwise. Two at once make one. */
export async function registerNumber(deps: NumberDeps, actor: Actor, phone: Phone): Promise<MonitoredNumber> {
  const id = deps.newId() as NumberId;
  const key = await companyKey(deps.vault);
  const number: MonitoredNumber = {
    id,
    phone: deps.blind.of('number', phone.e164),
    sealedPhone: key.seal(placeOf(numbers, id, 'sealedPhone'), phone.e164),
    zone: zoneOfCountry(phone.country),
    language: 'pt-BR',
    basis: null,
    createdAt: deps.clock(),
  };
  await deps.audit.record({ chain: 'company', actor, act: 'number-added', subject: id });
  if ((await deps.records.insert(numbers, number)) === 'duplicate') {
    const other = await findNumber(deps, phone);
    if (!other) throw new Error('A number was refused as a duplicate but is not there');
    return other;
  }
  return number;
}
