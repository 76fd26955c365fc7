/** The readable lines of a contact card (vCard, RFC 6350): names, numbers, notes; no pictures. */

/** Every value that a person can read, one a line, none twice. `displayName` comes first. */
export function cardText(displayName: string, vcard: string): string {
  const lines = vcard
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((line) => readable(line));
  return [...new Set([displayName, ...lines])].filter((line) => line !== '').join('\n');
}

function readable(line: string): readonly string[] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line.trim()];
  const [name = '', ...parameters] = line.slice(0, colon).toUpperCase().split(';');
  const property = name.replace(/^ITEM[0-9]+\./, '');
  const isBinary = parameters.some((parameter) => /^(?:ENCODING=)?(?:B|BASE64)$/.test(parameter));
  if (isBinary || /^(?:BEGIN|END|VERSION|PRODID|REV|UID)$/.test(property)) return [];
  const value = line.slice(colon + 1);
  const text = parameters.includes('ENCODING=QUOTED-PRINTABLE') ? quotedPrintable(value) : value;
  return [
    text
      .replace(/\\([\\,;nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? ' ' : escaped))
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join(property === 'N' ? ' ' : ', '),
  ];
}

function quotedPrintable(value: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
