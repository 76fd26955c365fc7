/** Takes a message out of its wrappers, however many: WhatsApp puts messages that disappear, are seen once, or are new into others. */

/** The message inside of all wrappers, still encoded, and what the wrappers said. */
export interface Unwrapped {
  readonly message: Uint8Array;
  readonly viewOnce: boolean;
  /** The encoded `messageContextInfo` of each level that has one, from the outermost on. */
  readonly contexts: readonly Uint8Array[];
  /** Nothing but keys and context: protocol traffic, if no content is in it. */
  readonly onlyKeys: boolean;
}

/** Fields of `Message` (WAProto.proto) that hold another `Message`. */
const deviceSent = 31;
const viewOnce = new Set([37, 55, 59]);
const futureProof = new Set([
  ...[40, 53, 58, 62, 67, 74, 85, 87, 90, 91, 92, 93, 95, 96, 99, 100, 101, 103, 104, 106],
  ...viewOnce,
]);
const messageContext = 35;
/** Sender keys of groups, and context. */
const notContent = new Set([2, 15, messageContext]);

/** Walks the bytes instead of the decoded message: no depth of nesting can exhaust the stack. Throws on broken bytes. */
export function unwrap(bytes: Uint8Array): Unwrapped {
  const contexts: Uint8Array[] = [];
  let message = bytes;
  let seenOnce = false;
  for (;;) {
    const level = fieldsOf(message);
    contexts.push(...level.flatMap(({ number, value }) => (number === messageContext && value ? [value] : [])));
    const wrapper = level.findLast(({ number }) => number === deviceSent || futureProof.has(number));
    const inner = wrapper?.value && innerOf(wrapper.number, wrapper.value);
    if (wrapper === undefined || inner === undefined) {
      const onlyKeys = level.every(({ number, value }) => notContent.has(number) || isEmptyWrapper(number, value));
      return { message, viewOnce: seenOnce, contexts, onlyKeys };
    }
    seenOnce ||= viewOnce.has(wrapper.number);
    message = inner;
  }
}

function innerOf(wrapper: number, value: Uint8Array): Uint8Array | undefined {
  const place = wrapper === deviceSent ? 2 : 1;
  return fieldsOf(value).findLast(({ number }) => number === place)?.value;
}

function isEmptyWrapper(number: number, value: Uint8Array | undefined): boolean {
  return (number === deviceSent || futureProof.has(number)) && value?.length === 0;
}

interface Field {
  readonly number: number;
  /** Of length-delimited fields. */
  readonly value: Uint8Array | undefined;
}

/** The fields of an encoded message, one level deep (Protocol Buffers, "Encoding"). */
function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  const skip = (length: number) => {
    at += length;
    if (at > bytes.length) throw new RangeError('A field of the message ends after the message.');
  };
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at];
      skip(1);
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('A number in the message has no end.');
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    let value: Uint8Array | undefined;
    if (wire === 0) varint();
    else if (wire === 1) skip(8);
    else if (wire === 5) skip(4);
    else if (wire === 2) {
      const length = varint();
      const start = at;
      skip(length);
      value = bytes.subarray(start, at);
    } else throw new RangeError('The message has a field of an unknown form.');
    fields.push({ number, value });
  }
  return fields;
}
