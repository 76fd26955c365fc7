/** Reads a verb's arguments; what is wrong with them is told in a sentence. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export type Arguments<Config extends ParseArgsConfig> =
  | ({ readonly kind: 'given' } & ReturnType<typeof parseArgs<Config>>)
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Unknown options are refused, as `parseArgs` does by itself. */
export function readArguments<const Config extends ParseArgsConfig>(config: Config): Arguments<Config> {
  try {
    return { kind: 'given', ...parseArgs(config) };
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : '').split('\n');
    return { kind: 'wrong', sentence: sentence.endsWith('.') ? sentence : `${sentence}.` };
  }
}
