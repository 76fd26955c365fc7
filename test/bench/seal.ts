/** What sealing a message costs, against the plain way that every example of Node's documentation shows. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Place } from '@atalaia/storage';
import { type BenchRow, inverse, pairs, timed } from './measure.ts';

const MESSAGES = 3000;

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const newId = () => randomBytes(16).toString('base64url');
  const opened = await openStorage({
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  try {
    if (opened.kind !== 'opened') throw new Error(`The storage was not opened: ${opened.kind}`);
    const { vault } = opened.storage;
    const key = await vault.keyOf('person:bench');
    if (key === undefined) throw new Error('The bench has no key.');
    const messages = Array.from({ length: MESSAGES }, (_, n) => ({
      place: { collection: 'messages', id: newId(), field: 'sealedText' },
      text: `${n} ${'uma mensagem de duzentos bytes, '.repeat(7)}`.slice(0, 200),
    }));
    const plainKey = randomBytes(32);
    const sealing = await pairs(
      'seal',
      () => timed(() => messages.forEach(({ place, text }) => void key.seal(place, text))),
      () => timed(() => messages.forEach(({ place, text }) => void plainly(plainKey, place, text))),
    );
    const micros = (milliseconds: number) => ((milliseconds / MESSAGES) * 1000).toFixed(1);
    return [
      {
        work: 'seal a message of 200 bytes, against createCipheriv with a Buffer key',
        ratio: inverse(sealing.ratio),
        goal: { least: 3 },
        unit: '× faster',
        note: `${micros(sealing.measured)} µs against ${micros(sealing.reference)} µs a message`,
      },
    ];
  } finally {
    if (opened.kind === 'opened') await opened.storage[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  }
}

/** A fresh nonce from the system, the key as bytes, the parts joined at the end. */
function plainly(key: Buffer, place: Place, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(place)));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
