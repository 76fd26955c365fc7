/** Words for the codes of the archive: kinds, states, legal bases, purposes. */

/** A code without word is shown as it is. */
type Words = Readonly<Record<string, string>>;

export interface CodeWords {
  readonly kinds: Words;
  readonly roles: Words;
  readonly states: Words;
  readonly notices: Words;
  readonly aliases: Words;
  readonly sources: Words;
  readonly bases: Words;
  readonly purposes: Words;
  readonly consents: Words;
  readonly how: Words;
  readonly looks: Words;
  readonly handed: Words;
  readonly requestKinds: Words;
  readonly requestStates: Words;
  readonly limbs: Words;
  readonly correctionStates: Words;
  readonly correctionFields: Words;
}

/** The word for a code, or the code itself where there is none. */
export function wordFor(words: Words, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
