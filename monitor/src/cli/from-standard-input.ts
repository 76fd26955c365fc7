/** Reads what stands for `-` before a verb goes to the running program, which has no standard input of ours. */
import type { CliIo } from './verb.ts';

/** Longer than any number or id; the rest of the input is left alone. */
const longest = 1000;

/** The arguments with the first line of standard input in the place of a lone `-`. */
export async function fromStandardInput(
  args: readonly string[],
  { input }: Pick<CliIo, 'input'>,
): Promise<readonly string[]> {
  if (!args.includes('-')) return args;
  let text = '';
  for await (const piece of input) {
    text += Buffer.from(piece).toString('utf8');
    if (text.includes('\n') || text.length > longest) break;
  }
  const [line = ''] = text.slice(0, longest).split('\n');
  return args.map((argument) => (argument === '-' ? line.trim() : argument));
}
