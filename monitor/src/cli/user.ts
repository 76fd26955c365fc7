/** `atalaia user add`: invites someone from the machine itself, for when nobody can sign in to do it. */
import { parseArgs } from 'node:util';
import type { Language, NumberId, Role } from '@atalaia/storage';
import { z } from 'zod';
import { type InviteUser, inviteUser } from '../access/invite.ts';
import { authorize } from '../access/permissions.ts';
import { languageView, roleView } from '../api/index.ts';
import { type Phone, phoneOf } from '../number/phone.ts';
import { findNumber, type NumberDeps, registerNumber } from '../number/register.ts';
import { Problem } from '../problem.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

const help = `atalaia user add EMAIL --role ROLE [--role ROLE] [--number E164 …] [--language pt-BR|en|es]

Invites a user and prints a one-time link, valid for seven days; by it they choose name and password.
ROLE      administrator, manager, dpo, agent or auditor; manager and dpo may be combined
--number  limits a manager to these numbers; without it they see all
`;

export type AddUser = InviteUser &
  NumberDeps & {
    /** Where people reach the dashboard, without a slash at the end. */
    readonly dashboardAddress: string;
  };

export const userVerb: OwnerVerb<AddUser> = { name: 'user', help, run };

async function run(args: readonly string[], io: CliIo, deps: AddUser): Promise<number> {
  const asked = parse(args);
  if (typeof asked === 'string') {
    await io.err(`${asked} See atalaia user --help.`);
    return 2;
  }
  try {
    const numbers = asked.phones.length === 0 ? null : await numbersOf(deps, io, asked.phones);
    const { link } = await inviteUser(deps, authorize(io.actor, 'user:change'), { ...asked, numbers });
    await io.out(`Give them this link; it works once, within seven days:\n${deps.dashboardAddress}${link}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await io.err(error.message);
    return 1;
  }
}

interface Asked {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly phones: readonly Phone[];
  readonly language: Language;
}

/** What was asked for, or the sentence that says what is wrong with it. */
function parse(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string', multiple: true, default: [] },
        number: { type: 'string', multiple: true, default: [] },
        language: { type: 'string', default: 'pt-BR' },
      },
    });
    const [verb, email, ...more] = positionals;
    if (verb !== 'add' || more.length > 0) return 'Usage: atalaia user add EMAIL --role ROLE.';
    const address = z.email().safeParse(email);
    if (!address.success) return 'The e-mail is not one.';
    const roles = z.array(roleView).min(1).safeParse(values.role);
    if (!roles.success) return 'Name a role: administrator, manager, dpo, agent or auditor.';
    const language = languageView.safeParse(values.language);
    if (!language.success) return 'The language is one of pt-BR, en, es.';
    const phones = values.number.map(phoneOf);
    if (!phones.every((phone) => phone !== undefined))
      return 'A number is not one with country code, as +5511912345678.';
    return { email: address.data, roles: roles.data, phones, language: language.data };
  } catch {
    return 'An option is unknown or lacks its value.';
  }
}

/** The company's numbers with these phone numbers; a new one is registered, so that managers can be invited before the first chat comes in. */
async function numbersOf(deps: AddUser, io: CliIo, phones: readonly Phone[]): Promise<NumberId[]> {
  authorize(io.actor, 'number:change');
  const ids: NumberId[] = [];
  for (const phone of phones) {
    const number = (await findNumber(deps, phone)) ?? (await registerNumber(deps, io.actor, phone));
    ids.push(number.id);
  }
  return ids;
}
