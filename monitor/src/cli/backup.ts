/** `atalaia backup`: writes everything but the keys into one file, while the program runs. */
import { resolve } from 'node:path';
import { authorize } from '../access/permissions.ts';
import { type MakeBackup, makeBackup } from '../backup/make.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { OwnerVerb } from './verb.ts';

const help = `atalaia backup --out FILE

Writes one signed file with all that is kept, sealed as it lies on the disk, as it stands at one instant; the program
may go on running. It holds no keys, no aliases, no search index, no journals of linked numbers and nothing that is on
its way. Keep it apart from the key folder and from its replica: without them it opens nothing, with today's keys it
opens nothing of those who were erased since.
`;

export const backupVerb: OwnerVerb<MakeBackup> = {
  name: 'backup',
  help,
  async run(args, io, deps) {
    const given = readArguments({ args: [...args], options: { out: { type: 'string' } } });
    const wrong =
      given.kind === 'wrong' ? given.sentence : given.values.out === undefined ? 'Give a file by --out.' : '';
    if (given.kind === 'wrong' || given.values.out === undefined) {
      await io.err(`${wrong} See atalaia backup --help.`);
      return 2;
    }
    const authorized = authorize(io.actor, 'backup:make');
    const { rows, files, bytes } = await makeBackup(deps, authorized, resolve(io.cwd, given.values.out), io.progress);
    await io.out(`Backed up ${counted(rows, 'record')} and ${counted(files, 'file')}: ${bytes} bytes.\n`);
    return 0;
  },
};
