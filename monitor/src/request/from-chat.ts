/** A word in the chat that asks for something ("MEUS DADOS", "APAGAR", a refusal where the company must record) opens a request. */
import { effectOf, type Recorded } from '@atalaia/connector';
import {
  type BlindIndexer,
  type NumberId,
  numbers,
  ownerOfPerson,
  persons,
  type RequestId,
  type RequestKind,
} from '@atalaia/storage';
import { isLocked } from '../person/refuse-locked.ts';
import { type OpenRequest, openRequest } from './open.ts';

export type OpenFromChat = OpenRequest & { readonly blind: BlindIndexer };

type Raised = Extract<Recorded, { kind: 'alert' }>;

/**
 * The chat answers by itself that a request was opened, and never with data. Telling the same event twice opens nothing
 * twice. Of somebody who is being erased, or was, nothing is opened: what they ask for is under way.
 */
export async function openFromChat(deps: OpenFromChat, number: NumberId, event: Raised): Promise<void> {
  const { person, at } = event;
  const kind = await askedBy(deps, number, event);
  if (kind === undefined || person === null) return;
  const known = (await deps.records.get(persons, person))?.doc;
  if (!known || isLocked(known) || !(await deps.vault.keyOf(ownerOfPerson(person)))) return;
  const id = deps.blind.of('number', 'request', number, event.id) as string as RequestId;
  await openRequest(
    deps,
    { kind: 'person', id: person },
    {
      id,
      person,
      number,
      kind,
      source: 'whatsapp',
      identity: 'number',
      receivedAt: at,
      words: null,
    },
  );
}

async function askedBy(
  deps: Pick<OpenFromChat, 'records'>,
  number: NumberId,
  { alert }: Raised,
): Promise<RequestKind | undefined> {
  switch (alert) {
    case 'data-asked':
      return 'access';
    case 'erasure-asked':
      return 'erase';
    case 'objection': {
      const basis = (await deps.records.get(numbers, number))?.doc.basis ?? null;
      return basis !== null && effectOf(basis, 'notice', 'refused').requestOpened ? 'object' : undefined;
    }
    case 'monitoring-interrupted':
    case 'outreach-refused':
    case 'undecryptable':
    case 'media-expired':
      return undefined;
    default:
      throw new TypeError(`No rule for ${String(alert satisfies never)}`);
  }
}
