/** Reads the checkpoints that a verifier received by another way: the files of a folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, checkpointSchema } from '@atalaia/storage';

/** Every checkpoint file of the folder, oldest first, or one sentence that names the first file that is none. An empty folder is a problem: it would prove nothing. */
export async function readReceivedCheckpoints(
  folder: string,
): Promise<
  | { readonly kind: 'checkpoints'; readonly checkpoints: readonly Checkpoint[] }
  | { readonly kind: 'unusable'; readonly problem: string }
> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return { kind: 'unusable', problem: `The folder ${folder} can't be read.` };
  }
  const found: Checkpoint[] = [];
  for (const name of names.filter((one) => one.startsWith('checkpoint-') && one.endsWith('.json')).sort()) {
    const checkpoint = parseCheckpoint(await readFile(join(folder, name), 'utf8'));
    if (!checkpoint) return { kind: 'unusable', problem: `${name} is not a checkpoint of Atalaia.` };
    found.push(checkpoint);
  }
  if (found.length === 0)
    return { kind: 'unusable', problem: `There is no checkpoint-*.json in the folder ${folder}.` };
  return { kind: 'checkpoints', checkpoints: found };
}

function parseCheckpoint(text: string): Checkpoint | undefined {
  try {
    return checkpointSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
