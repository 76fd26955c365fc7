/** `atalaia parse`: only reads an exported chat and shows what was understood; nothing is stored. */
import { resolve } from 'node:path';
import { type ChatEntry, type ChatExport, ChatExportError, openChatExport } from '@atalaia/connector';
import { openFileSource } from '../import/file-source.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { CliIo, CliVerb } from './verb.ts';

const help = `atalaia parse FILE [--json]

Reads a chat exported from WhatsApp and shows what was understood. Nothing is stored.

--json  prints {"entries": [{"at", "author", "kind", "text", "file"?}], "authors", "format"}
`;

export const parseVerb: CliVerb = {
  name: 'parse',
  help,
  async run(args, io) {
    const given = readArguments({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } });
    if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
    const [file, ...more] = given.positionals;
    if (file === undefined || more.length > 0) return wrongUsage(io, 'Name one file to read.');
    try {
      await using source = await openFileSource(resolve(io.cwd, file));
      await using chat = await openChatExport(source);
      await (given.values.json ? printJson(chat, io) : printLines(chat, io));
      return 0;
    } catch (error) {
      if (!(error instanceof ChatExportError)) throw error;
      await io.err(error.message);
      return 1;
    }
  },
};

/** Written piece by piece: the file may be larger than memory. */
async function printJson(chat: ChatExport, io: CliIo): Promise<void> {
  await io.out('{"entries":[');
  let separator = '';
  for await (const { at, author, kind, text, file } of chat.entries()) {
    const entry = { at, author, kind, text, ...(file !== undefined && { file }) };
    await io.out(`${separator}${JSON.stringify(entry)}`);
    separator = ',\n';
  }
  const authors = chat.authors.map(({ name }) => name);
  await io.out(`],"authors":${JSON.stringify(authors)},"format":${JSON.stringify(chat.format)}}\n`);
}

async function printLines(chat: ChatExport, io: CliIo): Promise<void> {
  for await (const entry of chat.entries()) await io.out(`${line(entry)}\n`);
  const { entries, messages, systemLines, media, people } = chat.counts;
  await io.out(
    `${counted(entries, 'entry', 'entries')}: ${counted(messages, 'message')} by ${counted(people, 'person', 'people')}, ${counted(systemLines, 'system line')}, ${counted(media, 'file')}.\n`,
  );
}

function line({ at, author, kind, text, file }: ChatEntry): string {
  const marker = kind === 'text' || kind === 'system' ? '' : `[${file ?? kind}] `;
  return `${at}  ${author === null ? '' : `${author}: `}${marker}${text}`;
}

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia parse --help.`);
  return 2;
}
