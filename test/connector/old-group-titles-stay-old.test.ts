/** A group's title that WhatsApp tells a second time, because it had no answer to the first, never replaces a newer one. */
import { EventEmitter } from 'node:events';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { openJournalRows } from '../../connector/src/journal/journal.ts';
import { listenForStanzas } from '../../connector/src/whatsapp/stanzas.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { armed } from './consent-chat.ts';
import { group, own } from './stanza.ts';

function renamed(id: string, subject: string): BinaryNode {
  const attrs = { id, from: group, type: 'w:gp2', t: '1780000000' };
  return { tag: 'notification', attrs, content: [{ tag: 'subject', attrs: { subject } }] };
}

test('also where no line of it is kept; and of a group that is monitored no more no title is noted', async () => {
  await using home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const journal = openJournalRows(opened.journal);
  const chat = { id: group, kind: 'group', party: null, jid: group, conversation: null, subject: null } as const;
  journal.commit([journal.self.put('settings', { ...armed, groups: [group] }), journal.chat.put(chat)]);
  const socket = new EventEmitter();
  const faults: string[] = [];
  listenForStanzas(socket, {
    journal,
    own: () => own,
    clock: () => 1_780_000_000_000,
    newId: () => 'id',
    phoneOf: () => undefined,
    ended: () => false,
    onStoreFailure: () => faults.push('failed'),
    committed: () => undefined,
  });
  socket.emit('CB:notification', renamed('N1', 'Obra'));
  expect(journal.chat.get(group)?.subject).toBe('Obra');
  socket.emit('CB:notification', renamed('N2', 'Obra da praia'));
  socket.emit('CB:notification', renamed('N1', 'Obra'));
  expect(journal.chat.get(group)?.subject).toBe('Obra da praia');
  expect(journal.inbox.list(10)).toEqual([]);

  journal.commit([journal.self.put('settings', { ...armed, groups: [] })]);
  socket.emit('CB:notification', renamed('N3', 'Família'));
  expect(journal.chat.get(group)?.subject).toBe('Obra da praia');
  expect(faults).toEqual([]);
});
