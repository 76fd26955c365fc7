/** Takes a person's request at the portal, once however often the form is sent; its clock begins at once. */
import {
  type BlindIndexer,
  type Correction,
  type Records,
  type Request,
  type RequestId,
  requests,
  type Vault,
} from '@atalaia/storage';
import { type NoteCorrection, noteCorrection } from '../person/correct.ts';
import { type OpenRequest, openRequest } from '../request/open.ts';
import type { OpenShare } from '../share/open.ts';
import type { AskableKind } from './texts/texts.ts';

export interface AskAtPortal extends OpenRequest, NoteCorrection {
  readonly records: Pick<Records, 'get' | 'find' | 'insert'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly blind: BlindIndexer;
}

export interface AskedAtPortal {
  readonly kind: AskableKind;
  /** Of the form as it was shown: the same form asks once. */
  readonly form: string;
  /** What the person says; of a correction, how it should read. */
  readonly words: string;
  /** What is to be corrected; of other kinds null. */
  readonly correction: { readonly field: Correction['field']; readonly message: string | null } | null;
}

/**
 * The link went to the person's number and the code another way: that proves no more than the number, unless the link
 * answers a request whose identity was proved.
 * @throws Problem `bad-request` for a message that is not theirs; `person-locked`
 */
export function askAtPortal(deps: AskAtPortal, share: OpenShare, asked: AskedAtPortal): Promise<Request> {
  const id = deps.blind.of('request', 'portal', share.id, asked.form) as string as RequestId;
  return deps.turns.inTurn(`portal:${share.id}`, async () => {
    const known = await deps.records.get(requests, id);
    if (known) return known.doc;
    const person = share.actor.id;
    const answered = share.request && (await deps.records.get(requests, share.request))?.doc;
    const noted =
      asked.correction && (await noteCorrection(deps, share.actor, person, { ...asked.correction, text: asked.words }));
    return openRequest(deps, share.actor, {
      id,
      person,
      kind: asked.kind,
      source: 'portal',
      identity: answered?.identity === 'proved' ? 'proved' : 'number',
      receivedAt: deps.clock(),
      words: asked.words === '' ? null : asked.words,
      number: null,
      since: share.since,
      ...(noted ? { correction: noted.id } : {}),
    });
  });
}
