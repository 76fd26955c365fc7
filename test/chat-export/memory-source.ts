/** An upload held in memory, which remembers what was asked of it. */
import { type ChatEntry, type ChatLimits, type ChatSource, openChatExport } from '@atalaia/connector';

export interface MemorySource extends ChatSource {
  /** Bytes of the largest single read. */
  largestRead(): number;
  reads(): number;
}

export function sourceOf(content: string | Uint8Array, label = '_chat.txt'): MemorySource {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  let largest = 0;
  let reads = 0;
  return {
    size: bytes.byteLength,
    label,
    read: async (start, end) => {
      reads += 1;
      largest = Math.max(largest, end - start);
      return bytes.subarray(start, end);
    },
    largestRead: () => largest,
    reads: () => reads,
  };
}

export interface WholeChat {
  readonly chat: Awaited<ReturnType<typeof openChatExport>>;
  readonly entries: readonly ChatEntry[];
}

export async function readWhole(
  content: string | Uint8Array | ChatSource,
  label?: string,
  limits?: Partial<ChatLimits>,
): Promise<WholeChat> {
  const source = typeof content === 'string' || content instanceof Uint8Array ? sourceOf(content, label) : content;
  const chat = await openChatExport(source, limits);
  const entries: ChatEntry[] = [];
  for await (const entry of chat.entries()) entries.push(entry);
  return { chat, entries };
}

/** The entries without their line numbers and absent fields, to compare with what was meant. */
export function meant(entries: readonly ChatEntry[]): readonly Omit<ChatEntry, 'line'>[] {
  return entries.map(({ line: _, ...entry }) => entry);
}
