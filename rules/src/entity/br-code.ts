/** Finds PIX payloads ("copia e cola"): fields of EMV's QR code standard for merchants with their checksum. */

interface Payload {
  readonly start: number;
  readonly end: number;
}

const longest = 1024;

/** Payloads of br.gov.bcb.pix whose CRC16 is right (Banco Central do Brasil, Manual do BR Code). */
export function brCodesIn(text: string): Payload[] {
  const found: Payload[] = [];
  for (let start = text.indexOf('000201'); start >= 0; start = text.indexOf('000201', start + 6)) {
    const end = endOfPayload(text, start);
    if (end === undefined) continue;
    const payload = text.slice(start, end);
    if (/br\.gov\.bcb\.pix/i.test(payload) && crc16(payload.slice(0, -4)) === payload.slice(-4).toUpperCase())
      found.push({ start, end });
  }
  return found;
}

/** Walks field by field (two digits of name, two of length) up to field 63, the checksum of four hexadecimal digits. */
function endOfPayload(text: string, start: number): number | undefined {
  for (let at = start; at < start + longest; ) {
    const head = text.slice(at, at + 4);
    if (!/^\d{4}$/.test(head)) return undefined;
    if (head === '6304') return /^[\da-f]{4}$/i.test(text.slice(at + 4, at + 8)) ? at + 8 : undefined;
    at += 4 + Number(head.slice(2));
  }
  return undefined;
}

/** CRC-16/CCITT-FALSE over the bytes: polynomial 0x1021, beginning with 0xFFFF (ISO/IEC 13239). */
function crc16(payload: string): string {
  let rest = 0xffff;
  for (const byte of new TextEncoder().encode(payload)) {
    rest ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) rest = ((rest & 0x8000) === 0 ? rest << 1 : (rest << 1) ^ 0x1021) & 0xffff;
  }
  return rest.toString(16).toUpperCase().padStart(4, '0');
}
