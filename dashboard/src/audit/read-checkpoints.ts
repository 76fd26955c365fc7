/** Reads the checkpoint files that an auditor chose: the server compares the trail with them. */
import { type ReceivedCheckpoint, receivedCheckpoint } from '@atalaia/monitor/api';

/** `wrong`: the first file that is none, by its name. */
export async function readCheckpoints(
  files: readonly File[],
): Promise<
  | { readonly kind: 'checkpoints'; readonly checkpoints: ReceivedCheckpoint[] }
  | { readonly kind: 'wrong'; readonly name: string }
> {
  const checkpoints: ReceivedCheckpoint[] = [];
  for (const file of files) {
    const read = receivedCheckpoint.safeParse(parsed(await file.text()));
    if (!read.success) return { kind: 'wrong', name: file.name };
    checkpoints.push(read.data);
  }
  return { kind: 'checkpoints', checkpoints };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
