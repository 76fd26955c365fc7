/** A stem with each of several endings. */

/** `endings` are separated by single spaces. */
export function endingsOn(stem: string, endings: string): string[] {
  return endings.split(' ').map((ending) => stem + ending);
}
