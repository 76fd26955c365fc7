/** Programs that tests start leave what they print in one file, where the suite looks for key material in the end. */
import { appendFileSync } from 'node:fs';

/** Names the file; absent where tests run by themselves. Not ATALAIA_…: the program refuses settings it does not know. */
export const programOutputVariable = 'SUITE_OUTPUT';

export function noteOutput(text: string): void {
  const file = process.env[programOutputVariable];
  if (file !== undefined) appendFileSync(file, text);
}
