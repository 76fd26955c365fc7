/** Reads the `Range` header of a request for one range of bytes (RFC 9110 §14.2). */

/** `start` inclusive, `end` exclusive, both within the file. */
export type ByteRange =
  | { readonly kind: 'whole'; readonly start: number; readonly end: number }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

/** What to send of `size` bytes. A header that is missing, asks for several ranges or makes no sense means the whole. */
export function byteRange(header: string | undefined, size: number): ByteRange {
  const whole = { kind: 'whole', start: 0, end: size } as const;
  const [, from, to] = /^bytes=([0-9]{0,15})-([0-9]{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return whole;
  if (from === '') {
    const last = Math.min(Number(to), size);
    return last === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: size - last, end: size };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return whole;
  if (start >= size) return { kind: 'unsatisfiable' };
  return { kind: 'part', start, end: to === '' ? size : Math.min(Number(to) + 1, size) };
}
