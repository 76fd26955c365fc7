/** Every detector of identifiers by its name in a pack. */
import { findCard } from './card.ts';
import { findCnpj } from './cnpj.ts';
import { findCpf } from './cpf.ts';
import type { EntityDetector, EntityName } from './detector.ts';
import { findEmail } from './email.ts';
import { findPhone } from './phone.ts';

export const entityDetectors: Readonly<Record<EntityName, EntityDetector>> = {
  cpf: findCpf,
  cnpj: findCnpj,
  card: findCard,
  email: findEmail,
  phone: findPhone,
};
