/** The everyday life of the company: a message every few seconds, among people who know each other, until the demo ends. */
import { contacts } from './company.ts';
import { converse } from './converse.ts';
import type { Pace } from './pace.ts';
import { pick } from './past/plan-past.ts';
import { talk, worded } from './talk/talk.ts';
import type { DemoTown } from './town.ts';

/** How many conversations go on at the same time. */
const atOnce = 2;
/** One in so many breaks a rule. */
const rarely = 9;

/** `busy`: contacts whom the story needs for itself. Rejects when the demo ends. */
export async function chatter(
  town: DemoTown,
  pace: Pace,
  random: () => number,
  busy: ReadonlySet<string>,
): Promise<void> {
  const talking = new Set<string>();
  const free = () => contacts.filter(({ name, known }) => known === 'long' && !busy.has(name) && !talking.has(name));
  const one = async () => {
    for (;;) {
      const contact = pick(free(), random);
      const { everyday, cases } = talk[contact.language];
      const about = random() * rarely < 1 ? pick(cases[contact.desk], random) : pick(everyday[contact.desk], random);
      talking.add(contact.name);
      try {
        await converse(town, pace, contact, worded(about, contact.language, random), random);
      } finally {
        talking.delete(contact.name);
      }
      await pace.pause(2 + random() * 4);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
