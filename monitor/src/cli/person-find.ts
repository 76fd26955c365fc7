/** `atalaia person find WHO`: whether somebody is known, and how much is kept of them. Recorded like every look. */
import type { Records } from '@atalaia/storage';
import { authorize } from '../access/permissions.ts';
import { countHeld } from '../export/count.ts';
import { humanOf } from '../person/human.ts';
import { personsKnownAs } from '../person/known-as.ts';
import { personView } from '../person/label.ts';
import type { SeekPersons } from '../person/seek.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { CliIo } from './verb.ts';

export type FindAtTerminal = SeekPersons & { readonly records: Pick<Records, 'get' | 'find' | 'count'> };

/** One line for each person: id, role, badge, messages kept. No name. @throws Problem as `personsKnownAs` */
export async function findPersonAtTerminal(args: readonly string[], io: CliIo, deps: FindAtTerminal): Promise<number> {
  const given = readArguments({ args: [...args], allowPositionals: true, options: {} });
  const [who, ...more] = given.kind === 'given' ? given.positionals : [];
  if (who === undefined || more.length > 0) {
    await io.err('Usage: atalaia person find WHO. See atalaia person --help.');
    return 2;
  }
  const { actor } = authorize(io.actor, 'person:read');
  for (const person of await personsKnownAs(deps, authorize(io.actor, 'person:reveal'), who)) {
    const human = await humanOf(deps, person.id);
    const held = await countHeld(deps, human, null);
    await deps.audit.record({ chain: 'company', actor, act: 'person-read', subject: person.id });
    const { id, code, role, notice } = personView(person, null);
    const same = human.length === 1 ? '' : `, the same human as ${human.length - 1} more`;
    await io.out(`${id}  ${code}  ${role}, ${notice}${same}; ${counted(held, 'message')} kept\n`);
  }
  return 0;
}
