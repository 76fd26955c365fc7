import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeOf, withMapping } from '../../connector/src/whatsapp/envelope.ts';
import { bruno, carla, fromBruno, fromUs, group, inGroup, own, part, stanza } from './stanza.ts';

const envelope = (attrs: Readonly<Record<string, string>>) => envelopeOf(stanza(attrs), own);

describe('an envelope', () => {
  it('names the contact, the device and the other identifier', () => {
    expect(envelope({ ...fromBruno, from: '900000000000101:3@lid', offline: '0' })).toMatchObject({
      to: 'contact',
      chat: bruno.lid,
      author: bruno.lid,
      fromMe: false,
      device: 3,
      alternative: bruno.pn,
      t: 1_780_000_000,
      offline: true,
      pushName: 'Bruno',
    });
    expect(envelope({ id: '1', from: bruno.pn, sender_lid: bruno.lid, t: '5' })).toMatchObject({
      chat: bruno.pn,
      alternative: bruno.lid,
      offline: false,
      pushName: null,
    });
  });

  it('of an own message from the phone names the contact it went to, never us', () => {
    const poisoned = { ...fromUs, sender_lid: own.lid ?? '', notify: 'Loja' };
    expect(envelope(poisoned)).toMatchObject({
      to: 'contact',
      chat: bruno.pn,
      author: '5511988880100@s.whatsapp.net',
      fromMe: true,
      device: 7,
      alternative: bruno.lid,
      pushName: null,
    });
    const { peer_recipient_lid: _, ...bare } = fromUs;
    expect(envelope({ ...bare, sender_lid: own.lid ?? '' }).alternative).toBeNull();
  });

  it('of a group names its author', () => {
    expect(envelope(inGroup)).toMatchObject({
      to: 'group',
      chat: group,
      author: carla.lid,
      alternative: carla.pn,
      fromMe: false,
    });
    expect(envelope({ ...inGroup, participant: own.lid ?? '' })).toMatchObject({
      to: 'group',
      author: '900000000000100@lid',
      fromMe: true,
      alternative: null,
    });
  });

  it.each([
    { category: 'peer', from: own.pn },
    { from: own.lid ?? '' },
    { from: own.pn, recipient: own.lid ?? '' },
    { from: own.pn, recipient: '551188880100@s.whatsapp.net' },
  ])('knows our own protocol traffic: %o', (attrs) => {
    expect(envelope({ id: '1', t: '1', ...attrs }).to).toBe('own');
  });

  it.each([
    { from: 'status@broadcast', participant: bruno.pn },
    { from: '1700000000@broadcast', participant: bruno.pn },
    { from: '120363000000000009@newsletter' },
    { from: own.pn, recipient: '1700000000@broadcast' },
    { from: own.pn, recipient: '867051314767696@bot' },
    { from: '0@s.whatsapp.net' },
    { from: group },
    { from: group, participant: 'nobody' },
    { from: bruno.lid, recipient: carla.lid },
    {},
  ])('leaves out what is no chat between people, and what makes no sense: %o', (attrs) => {
    expect(envelope({ id: '1', t: '1', ...attrs }).to).toBe('excluded');
  });

  it('takes nobody else for us, whatever category they claim', () => {
    expect(envelope({ ...fromBruno, category: 'peer' }).to).toBe('contact');
  });

  it('is named by the ciphertext; in a group by that of the message, not of the keys', () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const keys = Buffer.from('keys');
    const message = Buffer.from('message');
    expect(envelopeOf(stanza(fromBruno, part('msg', message)), own).hash).toBe(hash(message));
    const both = stanza(inGroup, part('pkmsg', keys), part('skmsg', message));
    expect(envelopeOf(both, own).hash).toBe(hash(message));
    expect(envelopeOf(both, own, keys).hash).toBe(hash(keys));
  });

  it('is named by id and addresses where there is no ciphertext: an id of another’s choosing is another message', () => {
    expect(envelope(fromBruno).hash).toBe(envelope({ ...fromBruno, offline: '1' }).hash);
    expect(envelope(fromBruno).hash).not.toBe(envelope({ ...fromBruno, id: 'B2' }).hash);
    expect(envelope(fromBruno).hash).not.toBe(envelope({ ...fromBruno, from: carla.lid }).hash);
  });

  it('takes the LID that Baileys knows where the stanza tells none, and only then', () => {
    const bare = envelope({ id: '1', from: bruno.pn, t: '1' });
    expect(withMapping(bare, '900000000000101:3@lid').alternative).toBe(bruno.lid);
    expect(withMapping(bare, bruno.pn).alternative).toBeNull();
    expect(withMapping(envelope(fromBruno), carla.lid).alternative).toBe(bruno.pn);
    expect(withMapping({ ...envelope(fromUs), alternative: null }, carla.lid).alternative).toBeNull();
  });

  it('is read from any attributes without an error, and a broken time is before every notice', () => {
    const names = [
      'id',
      'from',
      'participant',
      'recipient',
      't',
      'category',
      'notify',
      'sender_lid',
      'sender_pn',
      'edit',
    ];
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom(
        own.pn,
        own.lid ?? '',
        bruno.pn,
        bruno.lid,
        group,
        '@lid',
        ':@s.whatsapp.net',
        '12x',
        '-5',
        '1e9',
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), values), (attrs) => {
        const read = envelope(attrs);
        expect(Number.isSafeInteger(read.t) && read.t >= 0).toBe(true);
        if (read.to === 'contact') expect(read.fromMe).toBe(read.author !== read.chat);
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    );
    expect(envelope({ ...fromBruno, t: 'tomorrow' }).t).toBe(0);
  });
});
