/** How many of something, as a sentence says it: `1 file`, `2 files`. */
export function counted(many: number, one: string, more = `${one}s`): string {
  return `${many} ${many === 1 ? one : more}`;
}
