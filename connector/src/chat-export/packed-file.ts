/** A file inside the ZIP of an export. */
import type { Entry } from 'yauzl';
import { ChatExportError } from './chat-export-error.ts';
import type { ChatSource } from './model.ts';

/** A file of the ZIP that passed all checks. */
export interface PackedFile {
  /** NFC, with forward slashes. */
  readonly path: string;
  /** Place in the ZIP's directory, from 1; errors name it, since a path may hold a person's name. */
  readonly position: number;
  readonly entry: Entry;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function damaged(source: ChatSource, cause?: unknown): ChatExportError {
  return new ChatExportError(
    'zip-damaged',
    { file: source.label },
    'the ZIP is damaged or cut off; copy it from the phone again.',
    cause,
  );
}
