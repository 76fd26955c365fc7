/** Finds e-mail addresses as people type them in a chat. */
import type { EntityDetector, EntityMatch } from './detector.ts';
import { makeReadable } from './readable.ts';

const longestLocal = 64;
const longestDomain = 253;
const localTail = /[\p{L}\p{N}](?:[\p{L}\p{N}._%+-]*)$/u;
const domainHead = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.)*[\p{L}\p{N}-]{0,63}/u;

// Endings of three letters and more; those of two are countries and always taken. Keeps "x@y.com.Obrigado" and file names out.
const endings = new Set(
  `com net org edu gov mil int info biz name pro coop aero museum mobi tel travel jobs post cat asia app dev web online shop store
  site tech blog cloud digital agency club live email news world group company solutions services global team work life space
  website page link network systems software studio design media marketing consulting finance bank insure law legal tax health
  clinic dental doctor school academy university education church art music photo video games bet fit eco bio green energy
  house homes estate property construction engineering delivery express car cars auto parts shopping sale market fashion beauty
  salon hair jewelry wine bar pub restaurant cafe pizza food vet pet garden tours voyage hotel holiday rio lat ltda adv example
  test invalid xyz top vip one icu`.split(/\s+/),
);

/** Addresses with a plausible domain; sign-ins inside links (`https://user:word@host`) are not addresses. */
export const findEmail: EntityDetector = ({ text }) => {
  if (!text.includes('@') && !text.includes('＠')) return [];
  const readable = makeReadable(text);
  const found: EntityMatch[] = [];
  let free = 0;
  for (let sign = readable.text.indexOf('@'); sign >= 0; sign = readable.text.indexOf('@', sign + 1)) {
    const local = localTail.exec(readable.text.slice(Math.max(free, sign - longestLocal), sign))?.[0];
    const domain = domainAfter(readable.text.slice(sign + 1, sign + 1 + longestDomain));
    if (!local || !domain || local.includes('..') || local.endsWith('.')) continue;
    if (/:\/\/\S{0,64}$/.test(readable.text.slice(Math.max(0, sign - longestLocal - 4), sign))) continue;
    const end = sign + 1 + domain.length;
    found.push({ start: readable.startOf(sign - local.length), end: readable.endOf(end - 1), confidence: 1 });
    free = end;
  }
  return found;
};

/** The domain at the head of `text`, without sentence ends or words glued to it; undefined when it is none. */
function domainAfter(text: string): string | undefined {
  const labels = (domainHead.exec(text)?.[0] ?? '').split('.');
  while (labels.length > 1 && !isEnding(labels)) labels.pop();
  if (labels.length < 2 || labels.some((label) => label === '' || label.startsWith('-') || label.endsWith('-')))
    return undefined;
  return /^\d+x$/.test(labels[0] ?? '') ? undefined : labels.join('.');
}

function isEnding(labels: readonly string[]): boolean {
  const last = labels.at(-1) ?? '';
  const glued =
    /^\p{Lu}\p{Ll}/u.test(last) && labels.slice(0, -1).join('') === labels.slice(0, -1).join('').toLowerCase();
  return !glued && (/^[a-z]{2}$/i.test(last) || endings.has(last.toLowerCase()));
}
