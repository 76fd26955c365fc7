/** The files that people send in the demo, made here: two pictures, three documents of one page, and a voice note. */
import { crc32, deflateSync } from 'node:zlib';

export type FileName = 'foto.png' | 'comprovante.png' | 'ficha.pdf' | 'manual.pdf' | 'boleto.pdf' | 'voz.ogg';

export interface DemoFile {
  readonly name: FileName;
  readonly kind: 'image' | 'document' | 'audio';
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export function demoFile(name: FileName): DemoFile {
  switch (name) {
    case 'foto.png':
      return { name, kind: 'image', mime: 'image/png', bytes: picture(roomAt) };
    case 'comprovante.png':
      return { name, kind: 'image', mime: 'image/png', bytes: picture(receiptAt) };
    case 'ficha.pdf':
      return { name, kind: 'document', mime: 'application/pdf', bytes: page('Ficha tecnica', 'Largura 1,80 m') };
    case 'manual.pdf':
      return { name, kind: 'document', mime: 'application/pdf', bytes: page('Manual', 'Gire os pes ate nivelar') };
    case 'boleto.pdf':
      return { name, kind: 'document', mime: 'application/pdf', bytes: page('Boleto (exemplo)', 'Sem valor') };
    case 'voz.ogg':
      return { name, kind: 'audio', mime: 'audio/ogg; codecs=opus', bytes: silence(2) };
    default:
      return name satisfies never;
  }
}

type Colour = readonly [number, number, number];
const [width, height] = [320, 240];

/** A PNG of 24-bit colour, drawn point by point. */
function picture(colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(colourAt(x, y), y * (1 + width * 3) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.of())]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A wall, a floor, and a piece of furniture with three drawers. */
function roomAt(x: number, y: number): Colour {
  const inside = x > 90 && x < 230 && y > 80 && y < 200;
  if (inside) {
    const drawer = (y - 80) % 40;
    if (drawer < 3) return [92, 62, 40];
    return drawer > 18 && drawer < 23 && x > 150 && x < 170 ? [222, 196, 150] : [148, 103, 68];
  }
  return y > 190 ? [196, 178, 156] : [224 - Math.floor(y / 12), 228 - Math.floor(y / 14), 222];
}

/** A white slip with grey lines and a green mark. */
function receiptAt(x: number, y: number): Colour {
  if (x < 70 || x > 250 || y < 15 || y > 225) return [205, 213, 216];
  if ((x - 160) ** 2 + (y - 55) ** 2 < 400) return [32, 138, 108];
  const line = y > 95 && y % 22 < 6 && x > 90 && x < (y % 44 < 22 ? 230 : 190);
  return line ? [176, 182, 186] : [252, 252, 250];
}

/** A PDF of one page with two lines; plain ASCII. */
function page(title: string, line: string): Buffer {
  const drawn = `BT /F 24 Tf 60 760 Td (${title}) Tj 0 -36 Td /F 14 Tf (${line}) Tj 0 -24 Td (Casa Aracari) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

/** An Ogg file with Opus frames of 20 ms in which nobody speaks. */
function silence(seconds: number): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00', 'latin1');
  const tags = Buffer.from('OpusTags\x04\x00\x00\x00demo\x00\x00\x00\x00', 'latin1');
  const frames = Array.from({ length: seconds * 50 }, () => Buffer.from([0xf8, 0xff, 0xfe]));
  return Buffer.concat([
    oggPage(2, 0, 0, [head]),
    oggPage(0, 0, 1, [tags]),
    oggPage(4, frames.length * 960, 2, frames),
  ]);
}

/** `flags`: 2 first page, 4 last. `position`: samples at 48 kHz so far. At most 255 packets, each under 255 bytes. */
function oggPage(flags: number, position: number, sequence: number, packets: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(27);
  head.write('OggS', 0, 'latin1');
  head[5] = flags;
  head.writeBigUInt64LE(BigInt(position), 6);
  head.writeUInt32LE(1, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = packets.length;
  const whole = Buffer.concat([head, Buffer.from(packets.map((packet) => packet.length)), ...packets]);
  whole.writeUInt32LE(oggSum(whole), 22);
  return whole;
}

/** CRC-32 as Ogg wants it: polynomial 0x04c11db7, not reflected, begun with 0. */
function oggSum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  }
  return sum >>> 0;
}
