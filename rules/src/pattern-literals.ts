/** Which letters must be in a message before a pattern is worth running. */
import type { Piece } from './pattern-syntax.ts';

/** The shortest run of letters that says something about a message. */
export const SHORTEST = 3;
const MOST = 64;

/** Strings of at least three characters, one of which every match contains; undefined if there are none. */
export function requiredLiterals(piece: Piece): readonly string[] | undefined {
  const exact = allMatches(piece);
  if (exact !== undefined && isUseful(exact)) return exact;
  switch (piece.kind) {
    case 'sequence':
      return requiredOfSequence(piece.parts);
    case 'choice': {
      const all = new Set<string>();
      for (const option of piece.options) {
        const literals = requiredLiterals(option);
        if (literals === undefined) return undefined;
        for (const literal of literals) all.add(literal);
      }
      return all.size <= MOST * 4 ? [...all] : undefined;
    }
    case 'repeat':
      return piece.least > 0 ? requiredLiterals(piece.part) : undefined;
    case 'letters':
    case 'set':
    case 'border':
    case 'start':
    case 'end':
      return undefined;
    default:
      return piece satisfies never;
  }
}

/** The best of: each run of parts that can be spelled out, and what each part requires by itself. */
function requiredOfSequence(parts: readonly Piece[]): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let run: readonly string[] = [''];
  for (const part of parts) {
    const all = allMatches(part);
    const longer = all === undefined ? undefined : crossed(run, all);
    if (longer !== undefined) {
      run = longer;
      continue;
    }
    best = better(best, run);
    run = all ?? [''];
    if (all === undefined) best = better(best, requiredLiterals(part) ?? []);
  }
  return better(best, run);
}

/** Every string that a piece can match, if these are few. */
function allMatches(piece: Piece): readonly string[] | undefined {
  switch (piece.kind) {
    case 'letters':
      return [piece.letters];
    case 'set':
      return piece.choices;
    case 'border':
    case 'start':
    case 'end':
      return [''];
    case 'sequence': {
      let run: readonly string[] | undefined = [''];
      for (const part of piece.parts) {
        const all = allMatches(part);
        run = all === undefined || run === undefined ? undefined : crossed(run, all);
        if (run === undefined) return undefined;
      }
      return run;
    }
    case 'choice': {
      const known: string[] = [];
      for (const option of piece.options) {
        const all = allMatches(option);
        if (all === undefined) return undefined;
        known.push(...all);
      }
      return known.length <= MOST ? known : undefined;
    }
    case 'repeat': {
      if (piece.most > 1) return undefined;
      const all = allMatches(piece.part);
      return all === undefined || piece.least === 1 ? all : ['', ...all];
    }
    default:
      return piece satisfies never;
  }
}

function crossed(starts: readonly string[], ends: readonly string[]): readonly string[] | undefined {
  if (starts.length * ends.length > MOST) return undefined;
  return [...new Set(starts.flatMap((start) => ends.map((end) => start + end)))];
}

function better(a: readonly string[] | undefined, b: readonly string[]): readonly string[] | undefined {
  if (!isUseful(b)) return a;
  if (a === undefined) return b;
  const shortestA = Math.min(5, ...a.map((text) => text.length));
  const shortestB = Math.min(5, ...b.map((text) => text.length));
  return shortestB > shortestA || (shortestB === shortestA && b.length < a.length) ? b : a;
}

function isUseful(literals: readonly string[]): boolean {
  return literals.length > 0 && literals.every((literal) => literal.length >= SHORTEST);
}
