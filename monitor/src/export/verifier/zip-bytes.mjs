// The exact bytes of an export's ZIP (PKWARE APPNOTE 6.3.10). Each has one spelling only, so that whoever knows the
// files' names, sizes and checksums can write every other byte of the ZIP again and compare.

/** 1 January 1980, the first day a ZIP can tell: the same files always give the same bytes. */
const day = 0x0021;
/** Names are UTF-8; `streamed`: sizes follow the file, since nobody knew them before. */
const utf8 = 0x0800;
const streamed = 0x0008;
const largest = 0xffff_ffff;

const encoder = new TextEncoder();

/** Little-endian fields of 2, 4 or 8 bytes, then raw bytes. */
function bytesOf(fields, ...raw) {
  const sizes = fields.map(([size]) => size).reduce((sum, size) => sum + size, 0);
  const out = new Uint8Array(raw.reduce((sum, one) => sum + one.length, sizes));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  for (const one of raw) {
    out.set(one, at);
    at += one.length;
  }
  return out;
}

/** What stands before a file. A stored file's sizes are known; a packed one's follow it (`endOfFile`). */
export function headOfFile({ name, stored, crc, packed, size }) {
  const written = encoder.encode(name);
  return bytesOf(
    [
      [4, 0x04034b50],
      [2, 20],
      [2, stored ? utf8 : utf8 | streamed],
      [2, stored ? 0 : 8],
      [2, 0],
      [2, day],
      [4, stored ? crc : 0],
      [4, stored ? packed : 0],
      [4, stored ? size : 0],
      [2, written.length],
      [2, 0],
    ],
    written,
  );
}

/** What stands behind a file: nothing behind a stored one. */
export function endOfFile({ stored, crc, packed, size }) {
  if (stored) return new Uint8Array(0);
  return bytesOf([
    [4, 0x08074b50],
    [4, crc],
    [4, packed],
    [4, size],
  ]);
}

/** The file's line in the ZIP's directory. Where a file begins beyond 4 GiB, its place stands in a field of its own. */
export function directoryLine({ name, stored, crc, packed, size, offset }) {
  const written = encoder.encode(name);
  const far =
    offset >= largest
      ? bytesOf([
          [2, 1],
          [2, 8],
          [8, offset],
        ])
      : new Uint8Array(0);
  return bytesOf(
    [
      [4, 0x02014b50],
      [2, far.length > 0 ? 45 : 20],
      [2, far.length > 0 ? 45 : 20],
      [2, stored ? utf8 : utf8 | streamed],
      [2, stored ? 0 : 8],
      [2, 0],
      [2, day],
      [4, crc],
      [4, packed],
      [4, size],
      [2, written.length],
      [2, far.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, Math.min(offset, largest)],
    ],
    written,
    far,
  );
}

/** The end of the ZIP: how many files, where the directory is. Large ZIPs have a large end before the common one. */
export function endOfZip({ files, directorySize, directoryOffset }) {
  const large = files >= 0xffff || directorySize >= largest || directoryOffset >= largest;
  const common = bytesOf([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, large ? 0xffff : files],
    [2, large ? 0xffff : files],
    [4, large ? largest : directorySize],
    [4, large ? largest : directoryOffset],
    [2, 0],
  ]);
  if (!large) return common;
  const largeEnd = bytesOf([
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, files],
    [8, files],
    [8, directorySize],
    [8, directoryOffset],
  ]);
  const where = bytesOf([
    [4, 0x07064b50],
    [4, 0],
    [8, directoryOffset + directorySize],
    [4, 1],
  ]);
  return concatenated([largeEnd, where, common]);
}

/** Where the directory begins, as the end of the ZIP says; undefined if there is no such end. */
export async function directoryPlace({ size, read }) {
  if (size < 22) return undefined;
  const common = viewOf(await read(size - 22, size));
  if (common.getUint32(0, true) !== 0x06054b50) return undefined;
  const offset = common.getUint32(16, true);
  if (offset !== largest) return offset;
  if (size < 98) return undefined;
  const far = viewOf(await read(size - 98, size - 42)).getBigUint64(48, true);
  return far > BigInt(size) ? undefined : Number(far);
}

function concatenated(parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
