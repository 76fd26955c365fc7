// Checks an export: every byte of the ZIP is either a file whose hash the signed manifest names, or can be written
// again from the manifest. Runs alone: in Node, in a browser, and inside `atalaia verify`.
import { directoryLine, directoryPlace, endOfFile, endOfZip, headOfFile } from './zip-bytes.mjs';

const manifestName = 'manifest.json';
const signatureName = 'manifest.sig';
/** Base64 of 64 bytes and a newline; where the manifest begins, 16 digits and a newline. */
const signatureBytes = 89 + 17;
const largestManifest = 256 * 1024 * 1024;
/** Text packs to a tenth or a fiftieth. What unpacks to more than this many times its size is a trap. */
const mostUnpacked = 200;
const alwaysUnpacked = 1024 * 1024;
const pieceBytes = 1024 * 1024;

/**
 * `tools`: `size` of the ZIP, `read(start, end)` of its bytes, `sha256(pieces)` as hex, `unpack(pieces)` of deflate,
 * `isSigned(publicKeyPem, bytes, signature)`, `crc32(bytes)`. `tell` hears how many bytes are checked.
 * Answers `{kind: 'consistent', fingerprint, manifest}` or `{kind: 'altered', file, why}`: `file` is the first one that
 * is not as it was signed, null for the end of the ZIP itself.
 */
export async function checkExport(tools, tell = () => {}) {
  const found = await findManifest(tools);
  if (found.kind === 'altered') return found;
  const { manifest, manifestBytes, manifestOffset, signatureText } = found;
  const lines = [];
  let offset = 0;
  for (const file of manifest.files) {
    const place = { ...file, stored: false, crc: file.crc32, packed: file.packedSize };
    const altered = await checkFile(tools, place, offset);
    if (altered) return altered;
    lines.push({ ...place, offset });
    offset += sizeOf(place);
    tell(offset, tools.size);
  }
  if (offset !== manifestOffset) return altered(signatureName, 'it names another place than where the manifest is');
  for (const [name, bytes] of [
    [manifestName, manifestBytes],
    [signatureName, new TextEncoder().encode(signatureText)],
  ]) {
    const place = { name, stored: true, crc: tools.crc32(bytes), packed: bytes.length, size: bytes.length };
    if (!(await isThere(tools, offset, headOfFile(place)))) return altered(name, 'its head was changed');
    lines.push({ ...place, offset });
    offset += sizeOf(place);
  }
  return (await checkEnd(tools, lines, offset)) ?? { kind: 'consistent', fingerprint: found.fingerprint, manifest };
}

/** The signature's place follows from the end of the ZIP, the manifest's from the signature. */
async function findManifest(tools) {
  const directoryOffset = await directoryPlace(tools);
  const headBytes = headOfFile({ name: signatureName, stored: true, crc: 0, packed: 0, size: 0 }).length;
  const at = (directoryOffset ?? -1) - signatureBytes - headBytes;
  if (at < 0 || directoryOffset > tools.size) return altered(null, 'its end is not that of an export');
  const head = await tools.read(at, at + headBytes);
  const text = textOf(await tools.read(at + headBytes, directoryOffset));
  const expected = headOfFile({
    name: signatureName,
    stored: true,
    crc: 0,
    packed: signatureBytes,
    size: signatureBytes,
  });
  const alike = head.filter((byte, index) => byte === expected[index]).length;
  if (alike < headBytes - 8) return altered(null, 'its end is not that of an export');
  const crc = new DataView(new Uint8Array(head).buffer).getUint32(14, true);
  if (tools.crc32(new TextEncoder().encode(text)) !== crc) return altered(signatureName, 'its bytes were changed');
  const [, signature, place] = /^([A-Za-z0-9+/]{86}==)\n([0-9]{16})\n$/.exec(text) ?? [];
  if (signature === undefined) return altered(signatureName, 'it is no signature');
  const manifestOffset = Number(place);
  const manifestHead = headOfFile({ name: manifestName, stored: true, crc: 0, packed: 0, size: 0 }).length;
  const start = manifestOffset + manifestHead;
  if (start > at) return altered(signatureName, 'it names a place where no manifest is');
  if (at - start > largestManifest) return altered(manifestName, 'it is too large');
  const manifestBytes = await tools.read(start, at);
  const read = readManifest(textOf(manifestBytes));
  if (!read) return altered(manifestName, 'it cannot be read');
  const signatureRaw = fromBase64(signature);
  if (toBase64(signatureRaw) !== signature) return altered(signatureName, 'it is no signature');
  if (!(await tools.isSigned(read.publicKey, manifestBytes, signatureRaw))) {
    return altered(manifestName, 'the signature does not fit it');
  }
  const fingerprint = await tools.sha256([fromBase64(read.publicKey.replace(/-----[A-Z ]+-----|\s/g, ''))]);
  return { kind: 'found', manifest: read, manifestBytes, manifestOffset, signatureText: text, fingerprint };
}

/** Undefined if it is no manifest of ours: nothing in it is used before it has its shape. */
function readManifest(text) {
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, version, publicKey, files } = manifest ?? {};
  if (format !== 'atalaia-export' || version !== 1 || typeof publicKey !== 'string') return undefined;
  if (!Array.isArray(files) || !files.every(isFile)) return undefined;
  return new Set(files.map(({ name }) => name)).size === files.length ? manifest : undefined;
}

function isFile(file) {
  const { name, size, sha256, crc32, packedSize, packedSha256 } = file ?? {};
  const counts = [size, crc32, packedSize];
  return (
    typeof name === 'string' &&
    /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(name) &&
    counts.every((count) => Number.isInteger(count) && count >= 0 && count <= 0xffff_ffff) &&
    [sha256, packedSha256].every((hash) => /^[0-9a-f]{64}$/.test(hash))
  );
}

/** Undefined if the file is as it was signed. */
async function checkFile(tools, file, offset) {
  const { name, size, packed, sha256, packedSha256 } = file;
  if (size > alwaysUnpacked && size > packed * mostUnpacked) return altered(name, 'it unpacks to far more than it is');
  const head = headOfFile(file);
  if (!(await isThere(tools, offset, head))) return altered(name, 'its head was changed');
  const start = offset + head.length;
  if (start + packed > tools.size) return altered(name, 'it is cut off');
  const end = start + packed;
  if ((await tools.sha256(pieces(tools, start, end))) !== packedSha256) return altered(name, 'it was changed');
  try {
    const clear = tools.unpack(pieces(tools, start, end));
    if ((await tools.sha256(atMost(clear, size))) !== sha256) return altered(name, 'it is not what was signed');
  } catch {
    return altered(name, 'it does not unpack');
  }
  if (!(await isThere(tools, end, endOfFile(file)))) return altered(name, 'its end was changed');
  return undefined;
}

/** The directory and the end of the ZIP, and nothing behind it. */
async function checkEnd(tools, lines, directoryOffset) {
  let offset = directoryOffset;
  for (const line of lines) {
    const expected = directoryLine(line);
    if (!(await isThere(tools, offset, expected))) return altered(line.name, 'its line in the directory was changed');
    offset += expected.length;
  }
  const end = endOfZip({ files: lines.length, directorySize: offset - directoryOffset, directoryOffset });
  if (offset + end.length === tools.size && (await isThere(tools, offset, end))) return undefined;
  return altered(null, 'its end was changed');
}

function altered(file, why) {
  return { kind: 'altered', file, why };
}

function sizeOf(file) {
  return headOfFile(file).length + file.packed + endOfFile(file).length;
}

async function isThere(tools, offset, expected) {
  if (offset + expected.length > tools.size) return false;
  const there = await tools.read(offset, offset + expected.length);
  return there.length === expected.length && expected.every((byte, index) => byte === there[index]);
}

async function* pieces(tools, start, end) {
  for (let at = start; at < end; at += pieceBytes) yield tools.read(at, Math.min(end, at + pieceBytes));
}

/** @throws as soon as there is more than was signed. */
async function* atMost(clear, size) {
  let seen = 0;
  for await (const piece of clear) {
    seen += piece.length;
    if (seen > size) throw new RangeError('There is more in it than was signed.');
    yield piece;
  }
}

function textOf(bytes) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}
