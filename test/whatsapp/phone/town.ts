/** A town of contacts with phones, for load: they write by the hundred, alone or in a group. */
import { type Random, seeded } from '../server/random.ts';
import type { Account, AccountOptions, Group, GroupOptions, WhatsAppServer } from '../server/types.ts';
import { openPhone, type Phone } from './phone.ts';
import type { Sent } from './send.ts';
import { type Language, languages, names, sayings } from './town-sayings.ts';

export interface Townsperson {
  readonly name: string;
  readonly language: Language;
  readonly account: Account;
  readonly phone: Phone;
}

export interface TownMessage extends Sent {
  readonly from: Townsperson;
  readonly text: string;
}

export interface Burst {
  /** How many messages, dealt out in turn. */
  readonly messages: number;
  /**
   * `prekey`: every message as to somebody who never answered. `normal`: the session as it is, which stays in prekey mode
   * too until the receiving device has written to the person once; `copies` of each message tell what was used.
   */
  readonly mode: 'prekey' | 'normal';
  /** Who writes; default everybody. */
  readonly by?: readonly Townsperson[];
  /** Text of the nth message (from 0) of the burst; default a line of the town's talk with its number. */
  readonly text?: (nth: number, from: Townsperson) => string;
  /** Told of each message at the server's ack. */
  readonly onSent?: (message: TownMessage) => void;
}

export interface Town extends AsyncDisposable {
  readonly people: readonly Townsperson[];
  /** Everybody and the others in one group; the first townsperson owns it. */
  group(subject: string, others: readonly Account[], options?: GroupOptions): Group;
  /** One person's messages go out in order; different people write at the same time. Resolves in order of `nth`. */
  burst(to: Account | Group, burst: Burst): Promise<readonly TownMessage[]>;
}

export interface TownOptions {
  readonly contacts: number;
  /** Same seed, same people and words. */
  readonly seed: number;
  /** Default: every second one writes Portuguese, the others Spanish or English. */
  readonly languages?: readonly Language[];
  readonly addressing?: AccountOptions['addressing'];
}

export function openTown(server: WhatsAppServer, options: TownOptions): Town {
  const random = seeded(options.seed);
  const spoken = options.languages ?? languages;
  const people = Array.from({ length: options.contacts }, (_, index) =>
    moveIn(server, options, spoken[index % spoken.length] ?? 'pt-BR', random),
  );
  return {
    people,
    group: (subject, others, groupOptions) =>
      server.group(subject, [...people.map(({ account }) => account), ...others], groupOptions),
    burst: (to, burst) => write(people, random, to, burst),
    async [Symbol.asyncDispose]() {
      for (const { phone } of people) await phone[Symbol.asyncDispose]();
    },
  };
}

function moveIn(server: WhatsAppServer, { addressing }: TownOptions, language: Language, random: Random): Townsperson {
  const name = `${pick(names[language].given, random)} ${pick(names[language].family, random)}`;
  const account = server.account(phoneNumber(server, language, random), {
    name,
    ...(addressing === undefined ? {} : { addressing }),
  });
  return { name, language, account, phone: openPhone(server, account) };
}

/** Plausible for the country, and nobody's on this server yet. */
function phoneNumber(server: WhatsAppServer, language: Language, random: Random): string {
  for (;;) {
    const number = prefixes[language] + String(Math.floor(random() * 1e8)).padStart(8, '0');
    if (server.accountOf(`${number}@s.whatsapp.net`) === undefined) return number;
  }
}

/** Of mobile numbers; eight digits follow. */
const prefixes: Readonly<Record<Language, string>> = { 'pt-BR': '55119', es: '346', en: '4477' };

async function write(
  people: readonly Townsperson[],
  random: Random,
  to: Account | Group,
  { messages, mode, by = people, text, onSent }: Burst,
): Promise<readonly TownMessage[]> {
  const turns = Array.from({ length: messages }, (_, nth) => {
    const from = by[nth % by.length];
    if (from === undefined) throw new Error('Nobody lives in this town.');
    return { from, text: text?.(nth, from) ?? `${pick(sayings[from.language], random)} (${nth + 1})` };
  });
  for (const { phone } of by) phone.prekeyMode = mode === 'prekey';
  return Promise.all(
    turns.map(async ({ from, text: words }) => {
      const message = { ...(await from.phone.send(to, words)), from, text: words };
      onSent?.(message);
      return message;
    }),
  );
}

function pick<T>(from: readonly T[], random: Random): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
}
