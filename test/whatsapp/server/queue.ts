/** The stanzas that wait at the server until a device has acknowledged them, in the order they came. */
import { type BinaryNode, jidDecode } from '@whiskeysockets/baileys';

export interface Waiting {
  stanza: BinaryNode;
}

/** What an acknowledgement names: `from` and `participant` as in the stanza that is acknowledged. */
export interface Acknowledged {
  readonly tag: string;
  readonly id: string;
  readonly from?: string | undefined;
  readonly participant?: string | undefined;
}

export interface Queue {
  readonly size: number;
  readonly messages: number;
  /** Adds a stanza; one with the same tag, id, sender and type replaces the earlier one (a resent message does). */
  add(stanza: BinaryNode): void;
  /** Answers, once each, what was not handed over on the present line. */
  takeUnsent(): readonly Waiting[];
  /** A new line: everything is to be handed over again. */
  rewind(): void;
  /** Removes and answers the stanza meant. Should two senders have used one id, sender and participant decide. */
  settle(meant: Acknowledged): BinaryNode | undefined;
}

export function createQueue(): Queue {
  const entries = new Map<string, Waiting>();
  const byId = new Map<string, Set<string>>();
  let unsent = new Set<Waiting>();

  const forget = (identity: string, stanza: BinaryNode) => {
    const id = idOf(stanza.tag, stanza.attrs['id']);
    const alike = byId.get(id);
    alike?.delete(identity);
    if (alike?.size === 0) byId.delete(id);
    const entry = entries.get(identity);
    entries.delete(identity);
    if (entry !== undefined) unsent.delete(entry);
  };
  return {
    get size() {
      return entries.size;
    },
    get messages() {
      return [...entries.values()].filter(({ stanza }) => stanza.tag === 'message').length;
    },
    add: (stanza) => {
      const identity = identityOf(stanza);
      forget(identity, stanza);
      const entry = { stanza };
      entries.set(identity, entry);
      unsent.add(entry);
      const id = idOf(stanza.tag, stanza.attrs['id']);
      byId.set(id, (byId.get(id) ?? new Set()).add(identity));
    },
    takeUnsent: () => {
      const taken = [...unsent];
      unsent = new Set();
      return taken;
    },
    rewind: () => {
      unsent = new Set(entries.values());
    },
    settle: (meant) => {
      const candidates = [...(byId.get(idOf(meant.tag, meant.id)) ?? [])].flatMap((identity) => {
        const entry = entries.get(identity);
        return entry === undefined ? [] : [{ identity, stanza: entry.stanza }];
      });
      const found = candidates.find(({ stanza }) => isFrom(stanza, meant)) ?? candidates[0];
      if (found !== undefined) forget(found.identity, found.stanza);
      return found?.stanza;
    },
  };
}

function idOf(tag: string, id = ''): string {
  return `${tag} ${id}`;
}

function identityOf({ tag, attrs }: BinaryNode): string {
  return [tag, attrs['id'], attrs['from'], attrs['participant'], attrs['type']].join(' ');
}

function isFrom({ attrs }: BinaryNode, { from, participant }: Acknowledged): boolean {
  return sameUser(attrs['from'], from) && sameUser(attrs['participant'], participant);
}

function sameUser(one: string | undefined, other: string | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && jidDecode(one)?.user === jidDecode(other)?.user);
}
