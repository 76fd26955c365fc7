/** Stanzas that wait at the server until a device has acknowledged them. */
import { type BinaryNode, jidDecode } from '@whiskeysockets/baileys';

export interface Waiting {
  stanza: BinaryNode;
  /** True once handed over on the present link. */
  handedOver: boolean;
}

/** What an acknowledgement names: `from` and `participant` as in the stanza that is acknowledged. */
export interface Acknowledged {
  readonly tag: string;
  readonly id: string;
  readonly from?: string | undefined;
  readonly participant?: string | undefined;
}

/** Adds a stanza; one with the same tag, id, sender and type replaces the earlier one (a resent message does). */
export function enqueue(waiting: Waiting[], stanza: BinaryNode): Waiting {
  const entry: Waiting = { stanza, handedOver: false };
  const place = waiting.findIndex((other) => identityOf(other.stanza) === identityOf(stanza));
  if (place === -1) waiting.push(entry);
  else waiting[place] = entry;
  return entry;
}

/** Removes and answers the stanza meant. Should two senders have used one id, sender and participant decide. */
export function settle(waiting: Waiting[], meant: Acknowledged): Waiting | undefined {
  const candidates = waiting.filter(({ stanza }) => stanza.tag === meant.tag && stanza.attrs['id'] === meant.id);
  const exact = candidates.find(
    ({ stanza }) =>
      sameUser(stanza.attrs['from'], meant.from) && sameUser(stanza.attrs['participant'], meant.participant),
  );
  const found = exact ?? candidates[0];
  if (found !== undefined) waiting.splice(waiting.indexOf(found), 1);
  return found;
}

function identityOf({ tag, attrs }: BinaryNode): string {
  return [tag, attrs['id'], attrs['from'], attrs['participant'], attrs['type']].join(' ');
}

function sameUser(one: string | undefined, other: string | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && jidDecode(one)?.user === jidDecode(other)?.user);
}
