/** Leaves out of a system line whatever may name somebody who is not met: WhatsApp's own words and places of known persons stay. */

/** Stands for what was left out. */
const leftOut = '…';

/**
 * `text` has places for known persons, as `takeNamesOut` leaves them. `own` are spans of it that WhatsApp wrote;
 * `title` is the group's.
 */
export function maskStrangers(
  text: string,
  own: readonly (readonly [start: number, end: number])[],
  title: string | undefined,
): string {
  const kept = [...own, ...[...text.matchAll(/\uFFFC[0-9]*\uFFFC/g)].map((found) => spanAt(found.index, found[0]))];
  if (title !== undefined && title !== '') {
    for (let at = text.indexOf(title); at >= 0; at = text.indexOf(title, at + title.length)) {
      kept.push(spanAt(at, title));
    }
  }
  let out = '';
  let done = 0;
  for (const [start, end] of kept.toSorted(([a], [b]) => a - b)) {
    out += masked(text.slice(done, start)) + text.slice(Math.max(done, start), end);
    done = Math.max(done, end);
  }
  return out + masked(text.slice(done));
}

function spanAt(start: number, part: string) {
  return [start, start + part.length] as const;
}

/** Quotes, commas and spaces around the words stay. */
function masked(part: string): string {
  return part.replace(/[^\s\p{P}](?:.*[^\s\p{P}])?/su, leftOut);
}
