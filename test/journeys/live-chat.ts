/** A live chat on a small archive: what the connector tells is told here directly, through the same port. */
import { type Archive, admit, type LiveMessage, type MessageRef } from '@atalaia/connector';
import { type BlindIndex, type ConversationId, type NumberId, type PersonId, roster } from '@atalaia/storage';
import { type ArchiveDeps, openArchive as openLiveArchive } from '../../monitor/src/live-capture/open-archive.ts';
import type { Archive as SmallArchive } from './archive.ts';

const start = Date.UTC(2026, 2, 4, 15);

export interface LiveChat {
  readonly live: Archive;
  readonly number: NumberId;
  readonly contact: PersonId;
  readonly conversation: ConversationId;
  /** A message that passed the gate; answers how others name it. `at`: seconds after the chat began, 10 apart unless given. */
  hears(
    content: LiveMessage['content'],
    more?: Partial<LiveMessage> & { readonly by?: PersonId | 'us' },
  ): Promise<MessageRef>;
  /** The same message once more, as after a crash. */
  hearsAgain(): Promise<void>;
  /** Milliseconds of `seconds` after the chat began. */
  at(seconds: number): number;
}

/** `archive`: the small one of the journeys, or the whole program. */
export async function openLiveChat(
  archive: { readonly deps: ArchiveDeps; addNumber(phone: string): Promise<NumberId> },
  phone = '+5511987650001',
  lid = '1001',
): Promise<LiveChat> {
  const live = openLiveArchive(archive.deps);
  const number = await archive.addNumber('+5511912340001');
  const { person } = await live.meet({ number, lid, phone, pushName: 'Marina Lopes' });
  const conversation = await live.conversationWith(number, person);
  let order = 0;
  let last: Parameters<Archive['capture']>[0] = [];
  return {
    live,
    number,
    contact: person,
    conversation,
    at: (seconds) => start + seconds * 1000,
    async hears(content, { by = person, ...more } = {}) {
      order += 1;
      const message: LiveMessage = {
        ref: { conversation, author: by, id: `3EB0${order}` },
        number,
        contact: person,
        device: by === 'us' ? 0 : null,
        at: start + order * 10_000,
        order,
        content,
        target: null,
        quotes: null,
        mentions: [],
        forwarded: false,
        secret: null,
        ...more,
      };
      const way = { kind: 'live', basis: 'legitimate-interest', mode: 'notice', armed: true } as const;
      const verdict = admit(message, way, [{ state: 'active', notice: 'notified' }]);
      if (verdict.kind !== 'admitted') throw new Error('The gate is closed.');
      last = [verdict.content];
      await live.capture(last);
      return message.ref;
    },
    hearsAgain: () => live.capture(last),
  };
}

export const text = (words: string) => ({ kind: 'text', text: words }) as const;

/** A file as WhatsApp announces it. */
export function announced(kind: 'image' | 'audio', fileName: string | null, viewOnce = false) {
  const source = {
    kind,
    mediaKey: new Uint8Array(32),
    directPath: '/file',
    url: null,
    fileSha256: null,
    fileEncSha256: null,
    size: 3,
    mimeType: null,
  };
  return { kind: 'file', source, caption: '', fileName, viewOnce } as const;
}

/** What a target is called in a stanza: the drain has made a reference of it already. */
export const stanzaTarget = { id: 'any', fromMe: false, participant: null };

/** Puts an agent on a number's roster. */
export async function putOnRoster(
  archive: SmallArchive,
  number: NumberId,
  agent: PersonId,
  more: { readonly device?: number; readonly from?: number; readonly to?: number } = {},
): Promise<void> {
  await archive.deps.records.insert(roster, {
    id: archive.deps.newId() as string as BlindIndex,
    number,
    agent,
    device: more.device ?? null,
    from: more.from ?? 0,
    to: more.to ?? null,
  });
}
