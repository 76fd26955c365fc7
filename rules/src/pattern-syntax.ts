/** Reads the part of regular expressions that packs may use; everything else is refused in plain words. */
import { type Fold, foldAt, INVISIBLE, LOOK_CLOSER, MARK } from './fold.ts';

/** A pattern taken apart. */
export type Piece =
  | { readonly kind: 'letters'; readonly letters: string; readonly inWord: boolean }
  | { readonly kind: 'set'; readonly source: string; readonly choices: readonly string[] | undefined }
  | { readonly kind: 'border' | 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Piece[] }
  | { readonly kind: 'choice'; readonly options: readonly Piece[] }
  | {
      readonly kind: 'repeat';
      readonly part: Piece;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    };

/** Why a pattern is refused, and at which character of it (from 0). */
export interface PatternProblem {
  readonly at: number;
  readonly message: string;
}

export type PatternRead =
  | { readonly kind: 'piece'; readonly piece: Piece }
  | ({ readonly kind: 'problem' } & PatternProblem);

/** Stands in the text that patterns run on, at both ends of every word. */
export const BORDER = '\u0001';

const MAX_LENGTH = 500;
const MAX_DEPTH = 20;
const MAX_REPEAT = 50;
const MAX_GROWTH = 500;
const MAX_CHOICES = 8;

// The word, digit and space classes in Unicode; RE2's own know ASCII only.
const word = '\\p{L}\\p{N}_';
const digit = '\\p{Nd}';
const space = '\\s\\p{Z}';

/** Reads a pattern for texts folded by `fold`: its letters are folded the same way. Steps are linear in its length. */
export function readPattern(source: string, fold: Fold): PatternRead {
  if (source.length > MAX_LENGTH) return problem(0, `a pattern has at most ${MAX_LENGTH} characters`);
  const reader = new Reader(source, fold);
  const piece = reader.choice(0, 1);
  if (reader.problem !== undefined) return { kind: 'problem', ...reader.problem };
  if (reader.at < source.length) return problem(reader.at, 'this ")" closes nothing; write \\) for the character');
  return { kind: 'piece', piece };
}

function problem(at: number, message: string): PatternRead {
  return { kind: 'problem', at, message };
}

const nothing: Piece = { kind: 'sequence', parts: [] };

/** Walks over one pattern; the first problem ends the walk. */
class Reader {
  at = 0;
  problem: PatternProblem | undefined;
  readonly #source: string;
  readonly #fold: Fold;

  constructor(source: string, fold: Fold) {
    this.#source = source;
    this.#fold = fold;
  }

  choice(depth: number, growth: number): Piece {
    if (depth > MAX_DEPTH) return this.#refuse('groups are nested too deep');
    const options = [this.#sequence(depth, growth)];
    while (this.problem === undefined && this.#source[this.at] === '|') {
      this.at++;
      options.push(this.#sequence(depth, growth));
    }
    return options.length === 1 ? (options[0] ?? nothing) : { kind: 'choice', options };
  }

  #sequence(depth: number, growth: number): Piece {
    const parts: Piece[] = [];
    while (this.problem === undefined && this.at < this.#source.length && !'|)'.includes(this.#source[this.at] ?? '')) {
      const from = this.at;
      let part = this.#one(depth, growth);
      const repeat = this.#repeat();
      if (repeat !== undefined && part.kind !== 'border') {
        const counted = repeat.most === Number.POSITIVE_INFINITY ? Math.max(1, repeat.least) : repeat.most;
        if (growth * counted > MAX_GROWTH) return this.#refuse('repetitions within repetitions grow too large', from);
        if (counted > 1 && part.kind !== 'letters' && part.kind !== 'set') {
          // Read again, so that what is inside counts as often as it is repeated.
          const end = this.at;
          this.at = from;
          part = this.#one(depth, growth * counted);
          this.at = end;
        }
        part = { kind: 'repeat', part, ...repeat };
      } else if (repeat !== undefined) return this.#refuse('a word border cannot be repeated', from);
      parts.push(part);
    }
    return parts.length === 1 ? (parts[0] ?? nothing) : { kind: 'sequence', parts };
  }

  #one(depth: number, growth: number): Piece {
    const character = String.fromCodePoint(this.#source.codePointAt(this.at) ?? 0);
    const from = this.at;
    this.at += character.length;
    switch (character) {
      case '(':
        return this.#group(depth, growth, from);
      case '[':
        return this.#class(from);
      case '.':
        return { kind: 'set', source: `[^\\n${hex(BORDER)}]`, choices: undefined };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.#escape(from);
      case '*':
      case '+':
      case '?':
      case '{':
        return this.#refuse(`"${character}" repeats nothing here; write \\${character} for the character`, from);
      default:
        return this.#letter(character, from);
    }
  }

  #group(depth: number, growth: number, from: number): Piece {
    if (this.#source.startsWith('?:', this.at)) this.at += 2;
    else if (this.#source[this.at] === '?') {
      return this.#refuse('of the groups that begin with "(?" only (?:…) is known', from);
    }
    const inside = this.choice(depth + 1, growth);
    if (this.problem !== undefined) return nothing;
    if (this.#source[this.at] !== ')')
      return this.#refuse('this "(" is never closed; write \\( for the character', from);
    this.at++;
    return inside.kind === 'letters' ? { kind: 'sequence', parts: [inside] } : inside;
  }

  #escape(from: number): Piece {
    const letter = this.#source[this.at];
    if (letter === undefined) return this.#refuse('a pattern does not end in a lone "\\"', from);
    this.at++;
    switch (letter) {
      case 'b':
        return { kind: 'border' };
      case 'w':
        return { kind: 'set', source: `[${word}]`, choices: undefined };
      case 'W':
        return { kind: 'set', source: `[^${word}${hex(BORDER)}]`, choices: undefined };
      case 'd':
        return { kind: 'set', source: `[${digit}]`, choices: undefined };
      case 'D':
        return { kind: 'set', source: `[^${digit}${hex(BORDER)}]`, choices: undefined };
      case 's':
        return { kind: 'set', source: `[${space}]`, choices: undefined };
      case 'S':
        return { kind: 'set', source: `[^${space}${hex(BORDER)}]`, choices: undefined };
      case 'n':
        return { kind: 'letters', letters: '\n', inWord: false };
      case 't':
        return { kind: 'letters', letters: '\t', inWord: false };
      default:
        if (/[A-Za-z0-9]/.test(letter)) {
          return this.#refuse(`\\${letter} is not known; \\b \\w \\W \\d \\D \\s \\S \\n \\t are`, from);
        }
        this.at--;
        return this.#letter(String.fromCodePoint(this.#source.codePointAt(this.at) ?? 0), from, true);
    }
  }

  #letter(character: string, from: number, escaped = false): Piece {
    if (escaped) this.at = from + 1 + character.length;
    const value = this.#fold.table[character.charCodeAt(0)] ?? 0;
    const one = value === LOOK_CLOSER ? foldAt(this.#fold, character, 0) : undefined;
    if (
      character === BORDER ||
      value === INVISIBLE ||
      value === MARK ||
      one?.value === INVISIBLE ||
      one?.value === MARK ||
      '*_~`'.includes(character)
    ) {
      return this.#refuse(
        'this character is taken out of messages before patterns look (formatting, accents, invisible)',
        from,
      );
    }
    if (one !== undefined && one.letters !== '') return { kind: 'letters', letters: one.letters, inWord: true };
    if (value > LOOK_CLOSER) return { kind: 'letters', letters: String.fromCharCode(value), inWord: true };
    return { kind: 'letters', letters: character, inWord: false };
  }

  /** `[…]`: single characters, ranges of ASCII or of letters without accents, and \w \d \s. */
  #class(from: number): Piece {
    const negated = this.#source[this.at] === '^';
    if (negated) this.at++;
    let source = '';
    const choices: string[] = [];
    let simple = !negated;
    while (this.at < this.#source.length && this.#source[this.at] !== ']') {
      const start = this.at;
      const first = this.#classMember();
      if (first === undefined) return nothing;
      if (first.length > 1 && first.startsWith('\\p')) {
        source += first;
        simple = false;
        continue;
      }
      const next = this.#source[this.at + 1];
      if (this.#source[this.at] === '-' && next !== undefined && next !== ']') {
        this.at++;
        const last = this.#classMember();
        if (last === undefined) return nothing;
        if (last.startsWith('\\p') || last < first || !this.#isPlain(first) || !this.#isPlain(last)) {
          return this.#refuse('a range goes from one plain letter or digit to a later one, without accents', start);
        }
        source += `${hex(first)}-${hex(last)}`;
        simple = false;
      } else {
        const piece = this.#letter(first, this.at);
        const letters = piece.kind === 'letters' ? piece.letters : first;
        if (this.problem !== undefined) return nothing;
        if ([...letters].length !== 1) return this.#refuse('this character cannot stand in [ ]', start);
        source += hex(letters);
        choices.push(letters);
      }
    }
    if (this.#source[this.at] !== ']')
      return this.#refuse('this "[" is never closed; write \\[ for the character', from);
    this.at++;
    if (source === '') return this.#refuse('there is nothing between [ and ]', from);
    return {
      kind: 'set',
      source: negated ? `[^${source}${hex(BORDER)}]` : `[${source}]`,
      choices: simple && choices.length <= MAX_CHOICES ? choices : undefined,
    };
  }

  #classMember(): string | undefined {
    const from = this.at;
    let character = String.fromCodePoint(this.#source.codePointAt(this.at) ?? 0);
    this.at += character.length;
    if (character === '[') return void this.#refuse('a [ within [ ] is written \\[', from);
    if (character !== '\\') return character;
    character = String.fromCodePoint(this.#source.codePointAt(this.at) ?? 0);
    this.at += character.length;
    if (character === 'w') return word;
    if (character === 'd') return digit;
    if (character === 's') return `\\p{Z}\\n\\t`;
    if (character === 'n') return '\n';
    if (character === 't') return '\t';
    if (/[A-Za-z0-9]/.test(character)) return void this.#refuse('within [ ] only \\w \\d \\s \\n \\t are known', from);
    return character;
  }

  #isPlain(character: string): boolean {
    return character < '\u0080' || this.#fold.table[character.charCodeAt(0)] === character.charCodeAt(0);
  }

  #repeat(): { least: number; most: number; lazy: boolean } | undefined {
    const sign = this.#source[this.at];
    let least = 0;
    let most = Number.POSITIVE_INFINITY;
    if (sign === '*' || sign === '+' || sign === '?') {
      this.at++;
      if (sign === '+') least = 1;
      if (sign === '?') most = 1;
    } else if (sign === '{') {
      const counts = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(this.#source.slice(this.at, this.at + 10));
      if (counts === null) return void this.#refuse('a repetition is {2}, {2,} or {2,5}; write \\{ for the character');
      least = Number(counts[1]);
      if (counts[2] === undefined) most = least;
      else if (counts[3] !== '') most = Number(counts[3]);
      if (Math.max(least, most === Number.POSITIVE_INFINITY ? 0 : most) > MAX_REPEAT || least > most) {
        return void this.#refuse(`repetitions go from the smaller to the larger number, up to ${MAX_REPEAT}`);
      }
      this.at += counts[0].length;
    } else return undefined;
    const lazy = this.#source[this.at] === '?';
    if (lazy) this.at++;
    if (/[*+?{]/.test(this.#source[this.at] ?? ''))
      return void this.#refuse('one repetition after another says nothing');
    return { least, most, lazy };
  }

  #refuse(message: string, at = this.at): Piece {
    this.problem ??= { at, message };
    return nothing;
  }
}

/** A character as RE2 reads it in any place. */
export function hex(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
