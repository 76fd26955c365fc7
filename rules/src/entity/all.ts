/** Every detector of identifiers by its name in a pack. */
import { findBoleto } from './boleto.ts';
import { findCard } from './card.ts';
import { findCnpj } from './cnpj.ts';
import { findCpf } from './cpf.ts';
import { findCredential } from './credential.ts';
import type { EntityDetector, EntityMatch, EntityName } from './detector.ts';
import { findDniNie } from './dni-nie.ts';
import { findEmail } from './email.ts';
import { findIban } from './iban.ts';
import { findNip } from './nip.ts';
import { findPersonnummer } from './personnummer.ts';
import { findPesel } from './pesel.ts';
import { findPhone } from './phone.ts';
import { findPis } from './pis.ts';
import { findPixKey } from './pix-key.ts';
import { readingsOf } from './reading.ts';
import { findSsn } from './ssn.ts';
import { findWallet } from './wallet.ts';

export const entityDetectors: Readonly<Record<EntityName, EntityDetector>> = {
  cpf: findCpf,
  cnpj: findCnpj,
  pis: findPis,
  'pix-key': findPixKey,
  boleto: findBoleto,
  card: findCard,
  iban: findIban,
  email: findEmail,
  phone: findPhone,
  credential: findCredential,
  wallet: findWallet,
  pesel: findPesel,
  nip: findNip,
  personnummer: findPersonnummer,
  'dni-nie': findDniNie,
  ssn: findSsn,
};

/** Every identifier of every sort in a text, sort by sort; one place may be two sorts. */
export function identifiersIn(text: string): readonly EntityMatch[] {
  const readings = readingsOf(text);
  return Object.values(entityDetectors).flatMap((find) => find(readings));
}
