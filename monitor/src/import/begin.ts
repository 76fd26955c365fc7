/** Announces an import: who brings which chat of which number in, and on which legal basis. Recorded before any byte is read. */
import { type Import, type ImportId, imports, type LegalBasis } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import { type Phone, phoneOf } from '../number/phone.ts';
import { findNumber, type NumberDeps, registerNumber } from '../number/register.ts';
import { isZone } from '../number/zone.ts';
import { Problem } from '../problem.ts';
import { sealRequest } from './request.ts';

/** What the importer states. */
export interface ImportStatement {
  /** The company's number, E.164. */
  readonly number: string;
  readonly basis: LegalBasis;
  readonly fileName: string;
  /** The contact's number, E.164. */
  readonly contact?: string | undefined;
  /** The agent's name as in the file. */
  readonly agent?: string | undefined;
  /** IANA time zone of the phone that made the export. */
  readonly zone?: string | undefined;
}

export const noCounts: Import['counts'] = {
  entries: 0,
  messages: 0,
  systemLines: 0,
  media: 0,
  people: 0,
  stored: 0,
  alreadyStored: 0,
  withheld: 0,
  filesLeft: 0,
  alerts: 0,
};

/**
 * Answers the waiting import; a number not seen before is registered.
 * @throws Problem `bad-request` naming the part that is wrong, `not-found` if the number is not the actor's.
 */
export async function beginImport(
  deps: NumberDeps,
  authorized: Authorized<'import:run'>,
  statement: ImportStatement,
): Promise<Import> {
  const phone = phoneGiven(statement.number, '/number');
  const contact = statement.contact === undefined ? undefined : phoneGiven(statement.contact, '/contact');
  if (contact?.e164 === phone.e164) {
    throw new Problem(
      'bad-request',
      "The contact's number is the company's own; give the other one, or leave it out.",
      {
        pointer: '/contact',
      },
    );
  }
  if (statement.zone !== undefined && !isZone(statement.zone)) {
    throw new Problem('bad-request', 'This is not a time zone; give an IANA name such as America/Sao_Paulo.', {
      pointer: '/zone',
    });
  }
  const number = await numberFor(deps, authorized, phone);
  const id = deps.newId() as ImportId;
  const request = {
    fileName: statement.fileName,
    ...(contact && { contact: contact.e164 }),
    ...(statement.agent !== undefined && { agent: statement.agent.normalize('NFC') }),
    ...(statement.zone !== undefined && { zone: statement.zone }),
  };
  const begun: Import = {
    id,
    number,
    by: actorRef(authorized.actor),
    basis: statement.basis,
    sealedRequest: await sealRequest(deps.vault, id, request),
    staged: null,
    conversation: null,
    state: 'waiting',
    problem: null,
    counts: noCounts,
    createdAt: deps.clock(),
    endedAt: null,
  };
  await deps.audit.record({
    chain: number,
    actor: authorized.actor,
    act: 'import-begun',
    subject: id,
    detail: { basis: statement.basis },
  });
  await deps.records.insert(imports, begun);
  return begun;
}

/** Somebody limited to some numbers brings in chats of these only. */
async function numberFor(deps: NumberDeps, { actor, numbers }: Authorized<'import:run'>, phone: Phone) {
  const known = await findNumber(deps, phone);
  if (numbers !== null && (!known || !numbers.includes(known.id))) {
    throw new Problem('not-found', 'This is not one of the numbers that you may see.', { pointer: '/number' });
  }
  return (known ?? (await registerNumber(deps, actor, phone))).id;
}

function phoneGiven(text: string, pointer: string): Phone {
  const phone = phoneOf(text);
  if (phone) return phone;
  throw new Problem('bad-request', 'This is not a phone number; write it with country code, such as +5511912345678.', {
    pointer,
  });
}
