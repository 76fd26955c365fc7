import { proto, writeRandomPadMax16 } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../connector/src/whatsapp/decode.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { bruno, carla, fromBruno, fromUs, group, inGroup, own, plaintextOf, read, stanza } from './stanza.ts';

const { Type } = proto.Message.ProtocolMessage;
const key32 = (fill: number) => new Uint8Array(32).fill(fill);
const file = {
  mediaKey: key32(1),
  directPath: '/v/t62/file.enc?oh=1',
  url: 'https://mmg.whatsapp.net/v/t62/file.enc?oh=1',
  fileSha256: key32(2),
  fileEncSha256: key32(3),
  fileLength: 1234,
  mimetype: 'application/x-sent',
};
function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))];
}

const envelope = envelopeOf(stanza(fromBruno), own);

describe('words', () => {
  it.each<[string, proto.IMessage]>([
    ['plain', { conversation: 'o preço é 10' }],
    ['with a preview', { extendedTextMessage: { text: 'o preço é 10', title: 'ignored' } }],
    ['that disappear', { ephemeralMessage: { message: { conversation: 'o preço é 10' } } }],
    [
      'sent from another device of ours',
      {
        deviceSentMessage: {
          destinationJid: bruno.pn,
          message: { ephemeralMessage: { message: { conversation: 'o preço é 10' } } },
        },
      },
    ],
    ['in a comment', { commentMessage: { message: { conversation: 'o preço é 10' }, targetMessageKey: { id: 'X' } } }],
  ])('%s', (_, message) => {
    expect(read(message).content).toEqual({ kind: 'text', text: 'o preço é 10' });
  });

  it('keeps 65,536 characters, an empty text and broken Unicode', () => {
    const long = 'ã'.repeat(65_536);
    expect(read({ conversation: long }).content).toEqual({ kind: 'text', text: long });
    expect(read({ conversation: '' }).content).toEqual({ kind: 'text', text: '' });
    const broken = Buffer.from([0x0a, 0x05, 0x61, 0xff, 0xed, 0xa0, 0x62]);
    const content = decode(writeRandomPadMax16(broken), envelope, own).content;
    expect(content.kind === 'text' && content.text).toMatch(/^a\uFFFD+b$/);
  });

  it('of places need no language', () => {
    const place = { degreesLatitude: -23.5, degreesLongitude: -46.6 };
    expect(read({ locationMessage: { ...place, name: 'Praça', address: 'Rua A', comment: 'aqui' } }).content).toEqual({
      kind: 'location',
      text: 'Praça\nRua A\ngeo:-23.5,-46.6\naqui',
    });
    expect(read({ liveLocationMessage: { ...place, caption: 'chegando' } }).content).toEqual({
      kind: 'location',
      text: 'geo:-23.5,-46.6\nchegando',
    });
  });

  it('of contact cards leave out pictures', () => {
    const vcard = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Souza;Davi;;;',
      'FN:Davi Souza',
      'item1.TEL;waid=5511955550104:+55 11 95555-0104',
      'NOTE:pague por fora\\, em dinh',
      ' eiro',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      'END:VCARD',
    ].join('\r\n');
    const text = 'Davi Souza\nSouza Davi\n+55 11 95555-0104\npague por fora, em dinheiro';
    expect(read({ contactMessage: { displayName: 'Davi Souza', vcard } }).content).toEqual({ kind: 'contact', text });
    const two = {
      displayName: '2',
      contacts: [
        { displayName: 'Eva', vcard: '' },
        { displayName: 'Davi Souza', vcard },
      ],
    };
    expect(read({ contactsArrayMessage: two }).content).toEqual({ kind: 'contact', text: `2\n\nEva\n\n${text}` });
  });

  it.each(['pollCreationMessage', 'pollCreationMessageV2', 'pollCreationMessageV3', 'pollCreationMessageV5'] as const)(
    'of a poll in the form %s, bare or in the wrapper of version 4',
    (form) => {
      const poll = { [form]: { name: 'Quando?', options: [{ optionName: 'Hoje' }, { optionName: 'Nunca' }] } };
      const content = { kind: 'poll', text: 'Quando?\nHoje\nNunca' };
      expect(read(poll).content).toEqual(content);
      expect(read({ pollCreationMessageV4: { message: poll } }).content).toEqual(content);
    },
  );

  it.each<[string, proto.IMessage, string]>([
    [
      'buttons',
      {
        buttonsMessage: {
          text: 'Oferta',
          contentText: 'Leve dois',
          footerText: 'até sexta',
          buttons: [{ buttonId: 'id-1', buttonText: { displayText: 'Quero' } }],
        },
      },
      'Leve dois\nate sexta\nQuero\nOferta',
    ],
    [
      'a pressed button',
      { buttonsResponseMessage: { selectedButtonId: 'id-1', selectedDisplayText: 'Quero' } },
      'Quero',
    ],
    [
      'a list',
      {
        listMessage: {
          title: 'Menu',
          description: 'Escolha',
          buttonText: 'Abrir',
          sections: [{ title: 'Um', rows: [{ title: 'A', description: 'b', rowId: 'r1' }] }],
        },
      },
      'Menu\nEscolha\nAbrir\nUm\nA\nb',
    ],
    [
      'a choice',
      { listResponseMessage: { title: 'A', singleSelectReply: { selectedRowId: 'r1' }, description: 'b' } },
      'A\nb',
    ],
    [
      'a template',
      {
        templateMessage: {
          templateId: 't',
          hydratedTemplate: {
            hydratedTitleText: 'Olá',
            hydratedContentText: 'Seu pedido',
            hydratedButtons: [{ index: 1, urlButton: { displayText: 'Ver', url: 'https://loja.example/1' } }],
          },
        },
      },
      'Seu pedido\nVer\nhttps://loja.example/1\nOlá',
    ],
    ['an answered template', { templateButtonReplyMessage: { selectedId: 'x', selectedDisplayText: 'Ver' } }, 'Ver'],
    [
      'an interactive message',
      {
        interactiveMessage: {
          header: { title: 'Pague' },
          body: { text: 'Chave' },
          nativeFlowMessage: {
            buttons: [{ name: 'payment_info', buttonParamsJson: '{"pix":{"key":"pix@loja.example"},"id":"1"}' }],
          },
        },
      },
      'Pague\nChave\npix@loja.example',
    ],
    [
      'an answered form',
      {
        interactiveResponseMessage: {
          body: { text: 'Enviado' },
          nativeFlowResponseMessage: { name: 'flow', paramsJson: '{"nome":"Eva"}' },
        },
      },
      'Enviado\nEva',
    ],
    [
      'an order',
      {
        orderMessage: {
          orderId: 'o1',
          token: 'secret',
          orderTitle: 'Pedido',
          message: 'quero 2',
          totalAmount1000: 12_500,
          totalCurrencyCode: 'BRL',
        },
      },
      'quero 2\nPedido\n12.5\nBRL',
    ],
    [
      'a group invitation',
      { groupInviteMessage: { groupJid: group, inviteCode: 'AbC', groupName: 'VIP', caption: 'entra' } },
      'https://chat.whatsapp.com/AbC\nVIP\nentra',
    ],
    [
      'an event',
      { eventMessage: { name: 'Feira', description: 'no galpão', startTime: 1_780_000_000 } },
      'Feira\nno galpão\n2026-05-28T20:26:40.000Z',
    ],
    [
      'a request for money',
      {
        requestPaymentMessage: {
          currencyCodeIso4217: 'BRL',
          amount1000: 9_900,
          noteMessage: { conversation: 'almoço' },
        },
      },
      'BRL\n9.9\nalmoço',
    ],
  ])('of %s', (_, message, text) => {
    const { content } = read(message);
    expect(content.kind).toBe('text');
    const lines = content.kind === 'text' ? content.text.split('\n') : [];
    const plain = (line: string) => line.normalize('NFD').replace(/\p{M}/gu, '');
    expect(lines.map(plain).sort()).toEqual(text.split('\n').map(plain).sort());
  });

  it('of calls as a chat notes them', () => {
    expect(read({ callLogMesssage: { isVideo: true, durationSecs: 75 } }).content).toEqual({
      kind: 'call',
      text: '📹 1:15',
    });
    expect(read({ callLogMesssage: { durationSecs: 0 } }).content).toEqual({ kind: 'call', text: '📞 ✕' });
  });
});

describe('files', () => {
  it.each<[string, proto.IMessage, string]>([
    ['an image', { imageMessage: { ...file, caption: 'veja' } }, 'image'],
    ['a video', { videoMessage: { ...file, caption: 'veja' } }, 'video'],
    ['a GIF', { videoMessage: { ...file, caption: 'veja', gifPlayback: true } }, 'video'],
    ['a round video', { ptvMessage: { ...file, caption: 'veja' } }, 'video'],
    [
      'a document',
      { documentWithCaptionMessage: { message: { documentMessage: { ...file, caption: 'veja' } } } },
      'document',
    ],
    [
      'an image of an album, in better quality',
      { associatedChildMessage: { message: { imageMessage: { ...file, caption: 'veja' } } } },
      'image',
    ],
    [
      'an offer with a picture',
      { interactiveMessage: { header: { imageMessage: file }, body: { text: 'veja' } } },
      'image',
    ],
    ['a product', { productMessage: { product: { productImage: file, title: 'veja' } } }, 'image'],
  ])('of %s come with caption and key', (_, message, kind) => {
    expect(read(message).content).toEqual({
      kind: 'file',
      source: {
        kind,
        mediaKey: Buffer.from(key32(1)),
        directPath: file.directPath,
        url: file.url,
        fileSha256: Buffer.from(key32(2)),
        fileEncSha256: Buffer.from(key32(3)),
        size: 1234,
        mimeType: 'application/x-sent',
      },
      caption: 'veja',
      fileName: null,
      viewOnce: false,
    });
  });

  it('of voice notes, stickers and named documents have no caption', () => {
    expect(read({ audioMessage: { ...file, ptt: true } }).content).toMatchObject({
      source: { kind: 'audio' },
      caption: '',
    });
    expect(read({ stickerMessage: file }).content).toMatchObject({ source: { kind: 'sticker' }, caption: '' });
    expect(read({ documentMessage: { ...file, fileName: 'nota.pdf' } }).content).toMatchObject({
      fileName: 'nota.pdf',
    });
  });

  it.each(['viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'] as const)(
    'seen once, in %s',
    (wrapper) => {
      expect(read({ [wrapper]: { message: { imageMessage: file } } }).content).toMatchObject({
        kind: 'file',
        viewOnce: true,
      });
      expect(read({ [wrapper]: { message: { imageMessage: { viewOnce: true } } } }).content).toEqual({
        kind: 'view-once',
      });
    },
  );

  it('tell nothing that a sender could use against us: hashes of other lengths are none', () => {
    const { content } = read({ imageMessage: { ...file, fileSha256: new Uint8Array(5) } });
    expect(content.kind === 'file' && content.source.fileSha256).toBeNull();
  });
});

describe('what happens to another message', () => {
  const own1 = { id: 'B0', fromMe: true, remoteJid: bruno.lid };

  it('is seen from our side, whoever sent it', () => {
    const heart = (k: proto.IMessageKey) => ({ reactionMessage: { key: k, text: '❤' } });
    const target = (message: proto.IMessage, attrs = fromBruno as Readonly<Record<string, string>>) => {
      const { content } = read(message, attrs);
      return 'target' in content ? content.target : undefined;
    };
    expect(target(heart(own1))).toEqual({ id: 'B0', fromMe: false, participant: null });
    expect(target(heart({ ...own1, fromMe: false }))).toEqual({ id: 'B0', fromMe: true, participant: null });
    expect(target(heart(own1), fromUs)).toEqual({ id: 'B0', fromMe: true, participant: null });
    expect(target(heart({ ...own1, fromMe: false }), fromUs)).toEqual({ id: 'B0', fromMe: false, participant: null });
    expect(target(heart(own1), inGroup)).toEqual({ id: 'B0', fromMe: false, participant: carla.lid });
    const ofBruno = { id: 'B0', fromMe: false, participant: '900000000000101:2@lid' };
    expect(target(heart(ofBruno), inGroup)).toEqual({ id: 'B0', fromMe: false, participant: bruno.lid });
    const ofUs = { id: 'A0', fromMe: false, participant: own.lid };
    expect(target(heart(ofUs), inGroup)).toEqual({ id: 'A0', fromMe: true, participant: '900000000000100@lid' });
  });

  it.each<[string, proto.IMessage]>([
    ['bare', { protocolMessage: { type: Type.MESSAGE_EDIT, key: own1, editedMessage: { conversation: 'novo' } } }],
    [
      'wrapped',
      {
        editedMessage: {
          message: {
            protocolMessage: {
              type: Type.MESSAGE_EDIT,
              key: own1,
              editedMessage: { ephemeralMessage: { message: { extendedTextMessage: { text: 'novo' } } } },
            },
          },
        },
      },
    ],
    [
      'of a caption',
      { protocolMessage: { type: Type.MESSAGE_EDIT, key: own1, editedMessage: { imageMessage: { caption: 'novo' } } } },
    ],
  ])('an edit, %s', (_, message) => {
    const target = { id: 'B0', fromMe: false, participant: null };
    expect(read(message).content).toEqual({ kind: 'edit', target, text: 'novo' });
  });

  it('an edit or a revoke is always of the sender’s own message, whatever the key claims', () => {
    const claimed = { ...own1, fromMe: false };
    const edit = {
      protocolMessage: { type: Type.MESSAGE_EDIT, key: claimed, editedMessage: { conversation: 'novo' } },
    };
    expect(read(edit).content).toMatchObject({ kind: 'edit', target: { fromMe: false } });
    expect(read({ protocolMessage: { type: Type.REVOKE, key: claimed } }).content).toMatchObject({
      kind: 'revoke',
      target: { fromMe: false },
    });
  });

  it('a revoke by the admin of a group is of somebody else’s', () => {
    const revoke = { protocolMessage: { type: Type.REVOKE, key: { id: 'B0', fromMe: false, participant: bruno.lid } } };
    expect(read(revoke, inGroup).content).toEqual({
      kind: 'revoke',
      target: { id: 'B0', fromMe: false, participant: bruno.lid },
    });
    expect(read({ protocolMessage: { type: Type.REVOKE, key: own1 } }, inGroup).content).toMatchObject({
      target: { participant: carla.lid },
    });
  });

  it('a taken back reaction has no emoji', () => {
    expect(read({ reactionMessage: { key: own1, text: '' } }).content).toMatchObject({ kind: 'reaction', emoji: '' });
  });

  it('an encrypted edit or vote waits for its key', () => {
    const sealed = { encPayload: key32(7), encIv: new Uint8Array(12) };
    const secretEncType = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;
    expect(
      read({ secretEncryptedMessage: { targetMessageKey: own1, secretEncType, ...sealed } }).content,
    ).toMatchObject({
      kind: 'encrypted',
      of: 'edit',
      target: { id: 'B0', fromMe: false },
    });
    const vote = { pollCreationMessageKey: { ...own1, fromMe: false }, vote: sealed };
    expect(read({ pollUpdateMessage: vote }).content).toMatchObject({
      kind: 'encrypted',
      of: 'poll-vote',
      target: { id: 'B0', fromMe: true },
    });
  });
});

describe('what surrounds a message', () => {
  it('is which one it quotes, never the quoted words', () => {
    const quote = { stanzaId: 'A0', participant: own.pn, quotedMessage: { conversation: 'palavras citadas' } };
    const decoded = read({ extendedTextMessage: { text: 'sim', contextInfo: quote } });
    expect(decoded.quotes).toEqual({ id: 'A0', fromMe: true, participant: null });
    expect(JSON.stringify(decoded)).not.toContain('citadas');
    const buttons = { contentText: 'sim', contextInfo: quote };
    expect(JSON.stringify(read({ buttonsMessage: buttons }))).not.toContain('citadas');
    const ofBruno = { ...quote, participant: bruno.lid };
    expect(read({ imageMessage: { ...file, contextInfo: ofBruno } }, inGroup).quotes).toEqual({
      id: 'A0',
      fromMe: false,
      participant: bruno.lid,
    });
    const status = { ...quote, remoteJid: 'status@broadcast' };
    expect(read({ extendedTextMessage: { text: 'sim', contextInfo: status } }).quotes).toBeNull();
  });

  it('is whether it was forwarded, whom it mentions, and its secret', () => {
    const contextInfo = { isForwarded: true, forwardingScore: 2, mentionedJid: [carla.lid] };
    const secret = { messageContextInfo: { messageSecret: key32(9) } };
    const decoded = read({ extendedTextMessage: { text: '@Carla', contextInfo }, ...secret });
    expect(decoded).toMatchObject({ forwarded: true, mentions: [carla.lid], secret: Buffer.from(key32(9)) });
    const sent = { deviceSentMessage: { message: { conversation: 'oi', ...secret } } };
    expect(read(sent, fromUs).secret).toEqual(Buffer.from(key32(9)));
    const short = { messageContextInfo: { messageSecret: new Uint8Array(4) } };
    expect(read({ conversation: 'oi', ...short }).secret).toBeNull();
  });
});

describe('what is no message to anybody', () => {
  it.each<[string, proto.IMessage]>([
    ['nothing at all', {}],
    [
      'keys of a group',
      { senderKeyDistributionMessage: { groupId: group }, messageContextInfo: { messageSecret: key32(1) } },
    ],
    [
      'keys from another device of ours',
      { deviceSentMessage: { message: { senderKeyDistributionMessage: { groupId: group } } } },
    ],
    ['a request for keys', { protocolMessage: { type: Type.APP_STATE_SYNC_KEY_REQUEST } }],
    ['a pin', { pinInChatMessage: { key: { id: 'A0' } } }],
    ['a kept message', { keepInChatMessage: { key: { id: 'A0' } } }],
    ['the frame of an album', { albumMessage: { expectedImageCount: 2 } }],
  ])('%s is not kept', (_, message) => {
    expect(read(message).content).toEqual({ kind: 'nothing' });
  });

  it('but a change of the time after which messages disappear is told', () => {
    const setting = (ephemeralExpiration: number) =>
      read({ protocolMessage: { type: Type.EPHEMERAL_SETTING, ephemeralExpiration } }).content;
    expect(setting(604_800)).toEqual({ kind: 'system', text: '⏱ 7 d' });
    expect(setting(0)).toEqual({ kind: 'system', text: '⏱ 0 d' });
  });
});

describe('what nobody can read', () => {
  it.each<[string, Uint8Array]>([
    ['bytes that are no message', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x01])],
    ['a kind of the future', Buffer.from([0x82, 0x7d, 0x02, 0x68, 0x69])],
    ['a kind of the future that disappears', Buffer.from([0xc2, 0x02, 0x07, 0x0a, 0x05, 0x82, 0x7d, 0x02, 0x68, 0x69])],
    ['a kind of the future beside keys', Buffer.from([0x12, 0x00, 0x82, 0x7d, 0x02, 0x68, 0x69])],
    [
      'a protocol message of an unknown kind',
      proto.Message.encode({ protocolMessage: { type: 99 as never } }).finish(),
    ],
    ['a message hidden from linked devices', proto.Message.encode({ placeholderMessage: { type: 0 } }).finish()],
  ])('is kept as it came: %s', (_, bytes) => {
    const { content } = decode(writeRandomPadMax16(bytes), envelope, own);
    expect(content.kind).toBe('unreadable');
    expect(content.kind === 'unreadable' && Buffer.from(content.bytes).equals(bytes)).toBe(true);
  });

  it('is kept with broken padding too', () => {
    expect(decode(new Uint8Array(), envelope, own).content).toEqual({ kind: 'unreadable', bytes: new Uint8Array() });
    const bytes = Buffer.from([1, 200]);
    expect(decode(bytes, envelope, own).content).toEqual({ kind: 'unreadable', bytes });
  });

  it('does not include a message in a hundred thousand wrappers', () => {
    const levels = 100_000;
    const text = proto.Message.encode({ conversation: 'lá no fundo' }).finish();
    // From the inside out: each level puts field 40 (ephemeral) with field 1 (message) around what is there.
    const heads: Buffer[] = [text as Buffer];
    let length = text.length;
    for (let level = 0; level < levels; level++) {
      const inner = Buffer.from([0x0a, ...varint(length)]);
      const head = Buffer.from([0xc2, 0x02, ...varint(length + inner.length), ...inner]);
      heads.push(head);
      length += head.length;
    }
    const plaintext = writeRandomPadMax16(Buffer.concat(heads.reverse()));
    expect(decode(plaintext, envelope, own).content).toEqual({ kind: 'text', text: 'lá no fundo' });
  });

  it('is also what is nested until the stack ends: an edit of an edit of an edit', () => {
    const kinds = new Set<string>();
    for (let depth = 250; depth < 20_000; depth = Math.ceil(depth * 1.2)) {
      let bytes = Buffer.from(proto.Message.encode({ conversation: 'fim' }).finish());
      const heads: Buffer[] = [];
      let { length } = bytes;
      for (let level = 0; level < depth; level++) {
        const edited = Buffer.from([0x72, ...varint(length)]);
        const rest = Buffer.from([0x0a, 0x03, 0x1a, 0x01, 0x41, 0x10, 0x0e]);
        const head = Buffer.from([0x62, ...varint(rest.length + edited.length + length), ...rest, ...edited]);
        heads.push(head);
        length += head.length;
      }
      bytes = Buffer.concat([...heads.reverse(), bytes]);
      kinds.add(decode(writeRandomPadMax16(bytes), envelope, own).content.kind);
    }
    expect([...kinds]).toEqual(['edit', 'unreadable']);
  });

  it('never stops us: any bytes, and any message with bytes changed, are read without an error', () => {
    const messages = [
      plaintextOf({ extendedTextMessage: { text: 'oi', contextInfo: { stanzaId: 'A', participant: bruno.pn } } }),
      plaintextOf({ ephemeralMessage: { message: { imageMessage: { ...file, caption: 'veja' } } } }),
      plaintextOf({ listMessage: { title: 'Menu', sections: [{ rows: [{ title: 'A' }] }] } }),
      plaintextOf({ eventMessage: { name: 'Feira', startTime: 1_780_000_000 } }),
    ];
    const changed = fc
      .tuple(fc.constantFrom(...messages), fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 4 }))
      .map(([bytes, changes]) => {
        const copy = Uint8Array.from(bytes);
        for (const [at, value] of changes) copy[at % copy.length] = value;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), (bytes) => {
        expect(() => decode(bytes, envelope, own)).not.toThrow();
      }),
      { seed: 20_261_122, numRuns: 5_000 },
    );
  });
});

describe('text', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
  const kinds: readonly ((text: string) => proto.IMessage)[] = [
    (text) => ({ conversation: text }),
    (text) => ({ extendedTextMessage: { text } }),
    (text) => ({ imageMessage: { ...file, caption: text } }),
    (text) => ({ documentMessage: { ...file, caption: text } }),
    (text) => ({ locationMessage: { name: text } }),
    (text) => ({ liveLocationMessage: { caption: text } }),
    (text) => ({ contactMessage: { displayName: text } }),
    (text) => ({ pollCreationMessageV3: { name: 'P', options: [{ optionName: text }] } }),
    (text) => ({ pollResultSnapshotMessage: { name: 'P', pollVotes: [{ optionName: text }] } }),
    (text) => ({ templateMessage: { hydratedFourRowTemplate: { hydratedFooterText: text } } }),
    (text) => ({ highlyStructuredMessage: { params: [text] } }),
    (text) => ({ buttonsMessage: { footerText: text } }),
    (text) => ({ listMessage: { sections: [{ rows: [{ description: text }] }] } }),
    (text) => ({ interactiveMessage: { carouselMessage: { cards: [{ body: { text } }] } } }),
    (text) => ({
      interactiveResponseMessage: { nativeFlowResponseMessage: { paramsJson: JSON.stringify({ a: [text] }) } },
    }),
    (text) => ({ orderMessage: { message: text } }),
    (text) => ({ productMessage: { product: { description: text } } }),
    (text) => ({ invoiceMessage: { note: text } }),
    (text) => ({ sendPaymentMessage: { noteMessage: { extendedTextMessage: { text } } } }),
    (text) => ({ eventMessage: { location: { address: text } } }),
    (text) => ({ groupInviteMessage: { caption: text } }),
    (text) => ({ stickerPackMessage: { name: text, mediaKey: key32(1) } }),
    (text) => ({ questionResponseMessage: { text } }),
    (text) => ({ richResponseMessage: { submessages: [{ messageText: text }] } }),
    (text) => ({ chat: { displayName: text } }),
    (text) => ({ bcallMessage: { caption: text } }),
    (text) => ({ scheduledCallCreationMessage: { title: text } }),
  ];
  const wrappers: readonly ((message: proto.IMessage) => proto.IMessage)[] = [
    (message) => message,
    (message) => ({ ephemeralMessage: { message } }),
    (message) => ({ viewOnceMessageV2: { message } }),
    (message) => ({ deviceSentMessage: { message } }),
    (message) => ({ groupMentionedMessage: { message } }),
    (message) => ({ botForwardedMessage: { message } }),
  ];

  it('of every kind, in any wrappers, is never lost', () => {
    const wrapped = fc.array(fc.constantFrom(...wrappers), { maxLength: 4 });
    fc.assert(
      fc.property(texts, fc.constantFrom(...kinds), wrapped, (text, kind, around) => {
        const { content } = read(around.reduce((message, wrap) => wrap(message), kind(text)));
        const found = content.kind === 'file' ? content.caption : 'text' in content ? content.text : '';
        expect(found).toContain(text);
      }),
      { seed: 20_261_122, numRuns: 3_000 },
    );
  });
});
