/** Cuts the byte stream of a connection into frames: three bytes of length, then the frame. */
import { NOISE_WA_HEADER } from '@whiskeysockets/baileys';

/** `ED`, version and a three-byte length: the routing that WhatsApp's edge gave the client at an earlier login. */
const routingHeader = 7;

export function frame(payload: Uint8Array): Buffer {
  const framed = Buffer.alloc(3 + payload.length);
  framed.writeUIntBE(payload.length, 0, 3);
  framed.set(payload, 3);
  return framed;
}

/** Answers a function that takes bytes as they come and calls `onFrame` for each whole frame, in order. */
export function frameReader(onFrame: (frame: Buffer) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0);
  let introduced = false;
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    if (!introduced) {
      const length = introductionLength(pending);
      if (length === undefined) return;
      pending = pending.subarray(length);
      introduced = true;
    }
    while (pending.length >= 3) {
      const end = 3 + pending.readUIntBE(0, 3);
      if (pending.length < end) return;
      const whole = pending.subarray(3, end);
      pending = pending.subarray(end);
      onFrame(whole);
    }
  };
}

/** Undefined while more bytes are needed; throws when this is no WhatsApp client. */
function introductionLength(bytes: Buffer): number | undefined {
  let start = 0;
  if (bytes.subarray(0, 2).toString('latin1') === 'ED') {
    if (bytes.length < routingHeader) return undefined;
    start = routingHeader + bytes.readUIntBE(4, 3);
  }
  const end = start + NOISE_WA_HEADER.length;
  if (bytes.length < end) return undefined;
  if (!bytes.subarray(start, end).equals(NOISE_WA_HEADER)) throw new Error('not a WhatsApp client: wrong header');
  return end;
}
