/** Names of files in an export: safe on every system, whatever somebody called the file they sent. */
import { inlineExtension } from '../media-type.ts';

/** Kept as they were called: none of them runs when it is opened. All else that is no picture, sound or film becomes `.bin`. */
const harmless = new Set(['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'txt', 'csv', 'zip', 'vcf', 'rtf']);
const longestStem = 60;

/**
 * A path below `files/`: letters without accents, digits, `.`, `-` and `_` only. The message's `id` makes it the
 * only one of its name and keeps it from being one that Windows reserves. `type`: sniffed from the bytes.
 */
export function exportedPath(chat: number, id: string, given: string | null, type: string): string {
  const name = plain(given ?? '');
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([A-Za-z0-9]{1,5}))?$/s.exec(name) ?? [];
  const extension = inlineExtension(type) ?? (harmless.has(ending.toLowerCase()) ? ending.toLowerCase() : 'bin');
  const readable = stem
    .replace(/[._-]{2,}/g, '_')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, longestStem);
  return `files/${chat}/m${id}${readable === '' ? '' : `_${readable}`}.${extension}`;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_');
}
