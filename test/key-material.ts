/** Finds what looks like a printed Signal key in the output of programs: property names of sessions, or bytes as Node prints them. */

/** libsignal's session records as the console prints them, and any Buffer of key length. */
const prints: readonly RegExp[] = [
  /\b(?:priv(?:ate)?Key|pubKey|rootKey|chainKey|baseKey|remoteIdentityKey|ephemeralKeyPair|messageKeys|advSecretKey|mediaKey|messageSecret)\b['"]?\s*:\s*(?:<Buffer|Uint8Array|Buffer|\{|'|")/,
  /<Buffer(?: [0-9a-f]{2}){16}/,
  /Uint8Array\((?:3[2-9]|6[0-9])\) \[/,
  /(?:Closing|Removing old closed) session:/,
];

/** What of the text looks like key material: the name of the print only, never the bytes. */
export function keyMaterialIn(text: string): string | undefined {
  for (const print of prints) {
    const found = print.exec(text);
    if (found) return found[0].slice(0, 24).replace(/[0-9a-f]{2} /g, '');
  }
  return undefined;
}

/** Looks at a stream as it comes; a print cut in two by the chunks is found too. */
export function keyMaterialWatch(): (chunk: string) => string | undefined {
  let tail = '';
  return (chunk) => {
    const text = tail + chunk;
    tail = text.slice(-200);
    return keyMaterialIn(text);
  };
}
