/** `atalaia person`: the rights of one person at the terminal: find, export, erase. */

import { type EraseAtTerminal, erasePerson } from './person-erase.ts';
import { type ExportAtTerminal, exportPerson } from './person-export.ts';
import { type FindAtTerminal, findPersonAtTerminal } from './person-find.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

const help = `atalaia person find WHO
atalaia person export WHO --out FILE.zip [--language pt-BR|en|es]
atalaia person erase WHO [--yes --reason TEXT] [--certificate FILE.json] [--objected] [--despite-limitation]

find    says whether somebody is known, and how much is kept of them
export  everything kept of them, as a signed ZIP that opens offline and proves itself
erase   destroys their keys and sweeps what they sealed; cannot be undone. Without --yes it only says what goes and
        what stays. --certificate: writes the signed certificate there. --objected: nothing is kept of them until
        their own new consent. --despite-limitation: an agent's data goes though labour claims may still be brought

WHO is a phone number with country code, a name or part of it, the code of four characters, an id, or - for standard
input, which no list of processes shows. Where several persons fit, find lists them; the others want an id.
`;

export const personVerb: OwnerVerb<FindAtTerminal & ExportAtTerminal & EraseAtTerminal> = {
  name: 'person',
  help,
  async run([what = '', ...args], io, deps) {
    switch (what) {
      case 'find':
        return findPersonAtTerminal(args, io, deps);
      case 'export':
        return exportPerson(args, io, deps);
      case 'erase':
        return erasePerson(args, io, deps);
      default:
        return wrongUsage(io);
    }
  },
};

async function wrongUsage(io: CliIo): Promise<number> {
  await io.err('Say find, export or erase. See atalaia person --help.');
  return 2;
}
