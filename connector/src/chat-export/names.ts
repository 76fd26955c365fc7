/** Tells where a name ends and the message begins, from how often each name occurs in the whole file. */
import { ChatExportError } from './chat-export-error.ts';
import { PROGRAM_MARK, plainName } from './marks.ts';
import type { ChatLimits } from './model.ts';

/** UTF-16 units kept of a name. WhatsApp allows 100 for a group's title; an address book may hold longer names. */
const NAME_LENGTH = 110;
/** Author under a name of invisible characters only. */
const NAMELESS = '\ufffd';
/** Different second parts kept per first part: enough to see a name with a colon, and bounded. */
const SECOND_PARTS = 64;
const COLON = /:(?=[\s\u202f]|$)/;

export interface Split {
  readonly name: string;
  /** With its leading marks. */
  readonly text: string;
  /** Index of the colon. */
  readonly colon: number;
}

interface NameEvidence {
  lines: number;
  /** Lines whose text begins with the program's mark. */
  marked: number;
  /** How often each "part: " follows the name; undefined once there are too many to be names. */
  seconds: Map<string, { lines: number; marked: boolean }> | undefined;
}

export interface NamesEvidence {
  readonly first: Map<string, NameEvidence>;
  /** The program's mark was seen at the start of a text. */
  marks: boolean;
}

export function noNames(): NamesEvidence {
  return { first: new Map(), marks: false };
}

/** Notes what stands before the first and second ": " of an entry. Throws ChatExportError 'too-many-names'. */
export function observeNames(
  evidence: NamesEvidence,
  body: string,
  at: { readonly file: string; readonly line: number },
  limits: Pick<ChatLimits, 'names'>,
): void {
  const split = splitFirst(body);
  if (!split) return;
  const marked = split.text.startsWith(PROGRAM_MARK);
  evidence.marks ||= marked;
  let name = evidence.first.get(split.name);
  if (!name) {
    if (evidence.first.size >= limits.names) {
      throw new ChatExportError('too-many-names', at, 'more people write here than a chat can have; it is no chat.');
    }
    name = { lines: 0, marked: 0, seconds: new Map() };
    evidence.first.set(split.name, name);
  }
  name.lines += 1;
  if (marked) name.marked += 1;
  if (!name.seconds) return;

  const second = marked ? undefined : splitAt(split.text, 0);
  if (!second || name.seconds.size >= SECOND_PARTS) {
    name.seconds = undefined;
    return;
  }
  const part = name.seconds.get(second.name) ?? { lines: 0, marked: false };
  part.lines += 1;
  part.marked ||= second.text.startsWith(PROGRAM_MARK);
  name.seconds.set(second.name, part);
}

export interface NameBook {
  /** The author and the text of an entry, or undefined if nothing stands before a colon. */
  split(body: string): Split | undefined;
  /** The name begins more than one entry. */
  recurs(name: string): boolean;
  /** Some entry of that name is not the program's: a person writes under it. */
  writes(name: string): boolean;
  /** The program's mark is used in this file, so its absence means something. */
  readonly marks: boolean;
}

export function decideNames(evidence: NamesEvidence): NameBook {
  return {
    marks: evidence.marks,
    split: (body) => {
      const short = splitFirst(body);
      if (!short || !nameHasColon(evidence.first.get(short.name))) return short;
      return splitAt(body, short.colon + 1) ?? short;
    },
    recurs: (name) => lines(evidence, name) > 1,
    writes: (name) => {
      const known = evidence.first.get(name);
      return known === undefined || known.marked < known.lines;
    },
  };
}

/**
 * "Support: Ana" is a name if "Support: " is always followed by one of a few parts which recur. A person called
 * "Support" would sooner or later write something without a colon.
 */
function nameHasColon(name: NameEvidence | undefined): boolean {
  if (!name?.seconds || name.lines < 2) return false;
  const parts = [...name.seconds.values()];
  const surely = parts.some((part) => part.marked);
  return (surely || name.lines >= 3) && parts.every((part) => part.lines > 1 || part.marked);
}

function lines(evidence: NamesEvidence, name: string): number {
  const known = evidence.first.get(name);
  if (known) return known.lines;
  const colon = name.indexOf(': ');
  return evidence.first.get(name.slice(0, colon))?.seconds?.get(name.slice(colon + 2))?.lines ?? 0;
}

/** Splits at the first ": ". However odd what stands before it is, it is a name: it is cut, never doubted. */
function splitFirst(body: string): Split | undefined {
  const colon = body.search(COLON);
  if (colon < 0) return undefined;
  return { name: keptName(plainName(body.slice(0, colon))), text: body.slice(colon + 2), colon };
}

function keptName(name: string): string {
  if (name === '') return NAMELESS;
  const line = name.replaceAll('\n', ' ');
  return line.length <= NAME_LENGTH ? line : `${line.slice(0, NAME_LENGTH - 1).toWellFormed()}…`;
}

/** Splits at the first ": " after `from`, if what stands before it may be a name. */
function splitAt(body: string, from: number): Split | undefined {
  const colon = new RegExp(COLON, 'g');
  colon.lastIndex = from;
  const found = colon.exec(body.slice(0, NAME_LENGTH + 20));
  if (!found) return undefined;
  const name = plainName(body.slice(0, found.index));
  if (name === '' || name.length > NAME_LENGTH) return undefined;
  return { name, text: body.slice(found.index + 2), colon: found.index };
}
