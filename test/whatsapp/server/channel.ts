/** One client's connection: the handshake first, then encrypted stanzas both ways. */
import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import type { ServerIdentity } from './certificate.ts';
import { frame, frameReader } from './frames.ts';
import { answerHello, type NoiseAnswer, type NoiseSession } from './noise.ts';

export interface Channel {
  send(stanza: BinaryNode): void;
  /** Says goodbye: what was sent still arrives, then the connection closes. */
  end(): void;
  /** Cuts the connection: what is on its way may be lost. */
  cut(): void;
  /** Neither reads nor writes until `thaw`; what is sent meanwhile waits. */
  freeze(): void;
  thaw(): void;
}

export interface Caller {
  readonly channel: Channel;
  readonly payload: proto.ClientPayload;
  /** The client's Noise key: at login it must be the one that was paired. */
  readonly noiseKey: Uint8Array;
}

export interface ChannelEvents {
  /** After the handshake; answers who takes the stanzas that follow. */
  open(caller: Caller): (stanza: BinaryNode) => void;
  /** Once, when the connection is gone and the handshake had been done. */
  closed(): void;
}

export function openChannel(socket: WebSocket, identity: ServerIdentity, events: ChannelEvents): void {
  let answer: NoiseAnswer | undefined;
  let session: NoiseSession | undefined;
  let take: (stanza: BinaryNode) => void = () => undefined;
  let decoding: Promise<void> = Promise.resolve();
  let frozen: BinaryNode[] | undefined;

  const write = (stanza: BinaryNode) => {
    if (session === undefined || socket.readyState !== socket.OPEN) return;
    socket.send(frame(session.toClient.seal(encodeBinaryNode(stanza))));
  };
  const channel: Channel = {
    send: (stanza) => {
      if (frozen === undefined) write(stanza);
      else frozen.push(stanza);
    },
    end: () => socket.close(),
    cut: () => socket.terminate(),
    freeze: () => {
      frozen ??= [];
      socket.pause();
    },
    thaw: () => {
      const waiting = frozen ?? [];
      frozen = undefined;
      for (const stanza of waiting) write(stanza);
      socket.resume();
    },
  };

  const read = frameReader((bytes) => {
    if (session !== undefined) {
      const plaintext = session.fromClient.open(bytes);
      // Decoding may inflate asynchronously: one after the other, or stanzas would overtake each other.
      decoding = decoding.then(async () => take(await decodeBinaryNode(plaintext)));
      return;
    }
    const message = proto.HandshakeMessage.decode(bytes);
    if (answer === undefined) {
      answer = answerHello(required(message.clientHello?.ephemeral), identity.noiseKeys, identity.chain);
      const { ephemeral, static: sealedStatic, payload } = answer;
      const hello = proto.HandshakeMessage.encode({ serverHello: { ephemeral, static: sealedStatic, payload } });
      socket.send(frame(hello.finish()));
      return;
    }
    session = answer.finish(required(message.clientFinish?.static), required(message.clientFinish?.payload));
    const payload = proto.ClientPayload.decode(session.payload);
    take = events.open({ channel, payload, noiseKey: session.clientStatic });
  });

  socket.on('message', (data: Buffer) => {
    try {
      read(data);
    } catch {
      // No WhatsApp client, or one that holds other keys than it claims.
      socket.terminate();
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    if (session !== undefined) events.closed();
  });
}

function required(bytes: Uint8Array | null | undefined): Uint8Array {
  if (bytes === null || bytes === undefined) throw new Error('the handshake lacks a key');
  return bytes;
}
