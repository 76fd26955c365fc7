/** `atalaia keys`: the recovery kit, the proof that it opens, and the rotation of the master key. */
import { resolve } from 'node:path';
import { authorize } from '../access/permissions.ts';
import { type RecoveryKit, tryRecoveryKit, writeRecoveryKit } from '../keys/kit.ts';
import type { Rotations } from '../keys/rotations.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

const help = `atalaia keys kit --out FILE
atalaia keys try FILE
atalaia keys rotate

kit     writes a sheet with the master key and how to use it (mode 0600): for a safe
try     proves that the kit opens the keys here; no number is armed before that was done
rotate  makes a new master key and wraps every key anew, while the program goes on; the old one is written over.
        Interrupted, it goes on at the next start. Make a new kit afterwards.
`;

type KeysVerb = RecoveryKit & { readonly rotations: Rotations };

export const keysVerb: OwnerVerb<KeysVerb> = {
  name: 'keys',
  help,
  async run(args, io, deps) {
    const given = readArguments({ args: [...args], allowPositionals: true, options: { out: { type: 'string' } } });
    if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
    const [what, file, ...more] = given.positionals;
    const { out } = given.values;
    const authorized = authorize(io.actor, 'keys:keep');
    if (what === 'kit' && out !== undefined && file === undefined) {
      await writeRecoveryKit(deps, authorized, resolve(io.cwd, out));
      await io.out('The kit is written. Print it, put it into a safe, and try it: atalaia keys try FILE.\n');
      return 0;
    }
    if (what === 'try' && file !== undefined && more.length === 0) {
      return tell(io, await tryRecoveryKit(deps, authorized, resolve(io.cwd, file)));
    }
    if (what === 'rotate' && file === undefined) return rotate(io, deps);
    return wrongUsage(io, 'Say kit --out FILE, try FILE or rotate.');
  },
};

async function tell(io: CliIo, tried: Awaited<ReturnType<typeof tryRecoveryKit>>): Promise<number> {
  switch (tried) {
    case 'opens':
      await io.out('This kit opens the keys of this installation.\n');
      return 0;
    case 'torn':
      await io.err('This kit is torn: between its marks the whole master key must stand, and digits are missing.');
      return 1;
    case 'other':
      await io.err(
        'This kit does not open the keys here: it is of another installation, from before a rotation, or was copied with a mistake.',
      );
      return 1;
    default:
      throw new TypeError(`No rule for ${String(tried satisfies never)}`);
  }
}

async function rotate(io: CliIo, { rotations }: KeysVerb): Promise<number> {
  const done = await rotations.rotate(authorize(io.actor, 'keys:keep'), (keys) => io.progress(keys, null));
  if (done === undefined) {
    await io.err('The program is stopping; the rotation goes on at its next start.');
    return 1;
  }
  await io.out(`Wrapped ${counted(done, 'key')} anew; the old master key is destroyed. Make a new recovery kit.\n`);
  return 0;
}

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia keys --help.`);
  return 2;
}
