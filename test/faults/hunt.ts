/** The byte hunt: looks for words and pieces of media in every byte of folders and outputs, in every form they may hide in. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes to look for, and what they stand for. */
interface Needle {
  readonly meaning: string;
  readonly bytes: Buffer;
}

export interface Find {
  readonly meaning: string;
  readonly where: string;
}

/** Words of six bytes or more, in UTF-8: what the promise "nothing readable at rest" is about. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/[\p{L}\p{N}\p{M}@+._-]+/gu) ?? [])].filter((word) => Buffer.byteLength(word) >= 6);
}

/** A word in UTF-8, UTF-16 (both orders), hex (both cases) and base64 (three alignments), as written and in lower case. */
export function needlesOfWord(word: string): readonly Needle[] {
  return [...new Set([word, word.toLowerCase()])].flatMap((form) => {
    const utf8 = Buffer.from(form);
    const utf16 = Buffer.from(form, 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    const forms: readonly (readonly [string, Buffer])[] = [
      ['UTF-8', utf8],
      ['UTF-16LE', utf16],
      ['UTF-16BE', swapped],
      ['hex', Buffer.from(utf8.toString('hex'))],
      ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
      ...base64Forms(utf8).map((bytes) => ['base64', bytes] as const),
    ];
    return forms.map(([name, bytes]) => ({ meaning: `${form} in ${name}`, bytes }));
  });
}

/** Every 32-byte piece of a file, at steps of 32: a clear run of 64 bytes must hold one of them. Pieces of one repeated byte say nothing. */
export function needlesOfMedia(name: string, bytes: Buffer): readonly Needle[] {
  const pieces: Needle[] = [];
  for (let at = 0; at + 32 <= bytes.length; at += 32) {
    const piece = bytes.subarray(at, at + 32);
    if (new Set(piece).size > 4) pieces.push({ meaning: `${name} at byte ${at}`, bytes: piece });
  }
  return pieces;
}

/** All finds of the needles in the files below the folders and in the named texts or bytes. One pass over the bytes, whatever the number of needles. */
export function hunt(
  needles: readonly Needle[],
  folders: readonly string[],
  texts: Readonly<Record<string, string | Uint8Array>> = {},
): readonly Find[] {
  const byPrefix = new Map<number, Needle[]>();
  for (const needle of needles) {
    const key = prefix(needle.bytes, 0);
    const same = byPrefix.get(key);
    if (same === undefined) byPrefix.set(key, [needle]);
    else same.push(needle);
  }
  const inFiles = folders.flatMap((folder) =>
    filesBelow(folder).flatMap((path) => [...named(path, byPrefix), ...look(readFileSync(path), path, byPrefix)]),
  );
  const inTexts = Object.entries(texts).flatMap(([name, text]) => look(Buffer.from(text), name, byPrefix));
  return [...inFiles, ...inTexts];
}

/** File names can give away as much as their bytes. */
function named(path: string, byPrefix: ReadonlyMap<number, readonly Needle[]>): readonly Find[] {
  return look(Buffer.from(path), `the name of ${path}`, byPrefix);
}

function look(bytes: Buffer, where: string, byPrefix: ReadonlyMap<number, readonly Needle[]>): readonly Find[] {
  const finds: Find[] = [];
  for (let at = 0; at + 6 <= bytes.length; at++) {
    for (const needle of byPrefix.get(prefix(bytes, at)) ?? []) {
      if (
        bytes.compare(needle.bytes, 0, needle.bytes.length, at, Math.min(at + needle.bytes.length, bytes.length)) === 0
      ) {
        finds.push({ meaning: needle.meaning, where: `${where} at byte ${at}` });
      }
    }
  }
  return finds;
}

function prefix(bytes: Buffer, at: number): number {
  return bytes.readUIntBE(at, 6);
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** What stands for certain in base64 text that holds the bytes, at each of the three alignments. */
function base64Forms(bytes: Buffer): readonly Buffer[] {
  const forms = ([0, 1, 2] as const).flatMap((shift) =>
    (['base64', 'base64url'] as const).map((alphabet) => [shift, alphabet] as const),
  );
  const texts = forms.map(([shift, alphabet]) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString(alphabet);
    const from = Math.ceil((shift * 8) / 6);
    const before = Math.floor(((shift + bytes.length) * 8) / 6);
    return encoded.slice(from, before);
  });
  return [...new Set(texts)].map((text) => Buffer.from(text));
}
