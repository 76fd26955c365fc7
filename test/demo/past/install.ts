/** The first day: the staff get their accounts; the numbers are set up, with approved notices and agents who know. */
import { type NumberId, type PersonId, users } from '@atalaia/storage';
import { acceptInvitation } from '../../../monitor/src/access/accept-invitation.ts';
import type { Actor } from '../../../monitor/src/access/actor.ts';
import { inviteUser } from '../../../monitor/src/access/invite.ts';
import { authorize } from '../../../monitor/src/access/permissions.ts';
import { actorOfUser } from '../../../monitor/src/access/session.ts';
import { approveNotice } from '../../../monitor/src/notice/approve.ts';
import { draftNotice } from '../../../monitor/src/notice/draft.ts';
import { proposeNotice } from '../../../monitor/src/notice/propose.ts';
import { addNumber } from '../../../monitor/src/number/add.ts';
import { amendNumber } from '../../../monitor/src/number/amend.ts';
import { unsetCapture } from '../../../monitor/src/number/capture-settings.ts';
import { readRisk } from '../../../monitor/src/number/read-risk.ts';
import { setUpNumber } from '../../../monitor/src/number/set-up.ts';
import { acknowledgePolicy } from '../../../monitor/src/roster/acknowledge.ts';
import { addAgent } from '../../../monitor/src/roster/add.ts';
import { rosterRowsOf } from '../../../monitor/src/roster/current.ts';
import { joinRoster } from '../../../monitor/src/roster/join.ts';
import { leaveRoster } from '../../../monitor/src/roster/leave.ts';
import { tryKit } from '../../fixtures/tried-kit.ts';
import { type CompanyNumber, company, companyNumbers, type Desk, type StaffMember, staff } from '../company.ts';
import type { Past } from './open-past.ts';

type User = Extract<Actor, { kind: 'user' }>;
export interface Installed {
  readonly staff: Readonly<Record<StaffMember, User>>;
  readonly numbers: Readonly<Record<Desk, NumberId>>;
}

const operator: Actor = { kind: 'operator', name: 'demo' };
const languages = ['pt-BR', 'en', 'es'] as const;

/** `password`: of all of the staff; made anew for each run. */
export async function install(past: Past, password: string): Promise<Installed> {
  const [administrator, dpo, manager] = [
    await engage(past, 'administrator', password),
    await engage(past, 'dpo', password),
    await engage(past, 'manager', password),
  ];
  const people = { administrator, dpo, manager };
  await tryKit(past.deps);
  const ids = new Map<Desk, NumberId>();
  for (const number of companyNumbers) ids.set(number.desk, await setUp(past, people, number));
  const idOf = (desk: Desk) => {
    const id = ids.get(desk);
    if (id === undefined) throw new Error(`The desk ${desk} has no number.`);
    return id;
  };
  return {
    staff: people,
    numbers: { sales: idOf('sales'), support: idOf('support'), collections: idOf('collections') },
  };
}

async function engage({ deps }: Past, member: StaffMember, password: string): Promise<User> {
  const { name, email, roles } = staff[member];
  const invitation = { email, roles: [...roles], numbers: null, language: 'pt-BR' } as const;
  const { user, link } = await inviteUser(deps, authorize(operator, 'user:change'), invitation);
  const secret = link.split('#')[1] ?? '';
  await acceptInvitation(deps, { secret, name, password, language: 'pt-BR' });
  const accepted = await deps.records.get(users, user.id);
  if (!accepted) throw new Error('The invitation was accepted, but nobody came of it.');
  return actorOfUser(accepted.doc);
}

async function setUp(past: Past, people: Installed['staff'], number: CompanyNumber): Promise<NumberId> {
  const { deps } = past;
  const { administrator, dpo } = people;
  const added = await addNumber(deps, authorize(administrator, 'number:change'), {
    phone: `+${number.phone}`,
    label: number.label,
    language: 'pt-BR',
  });
  const id = added.id as NumberId;
  await readRisk(deps, authorize(administrator, 'number:link'), id);
  await setUpNumber(deps, authorize(dpo, 'number:set-up'), id, {
    controller: company.name,
    dpoContact: company.dpoContact,
    policyAddress: company.policyAddress,
    basis: 'legitimate-interest',
    mode: 'notice',
    notifiedBy: 'delivered',
    purposes: ['quality', 'fraud-prevention'],
    retentionMonths: 12,
    renewAfterMonths: null,
    dutyManager: people.manager.id,
  });
  for (const language of languages) {
    const { chat, long } = await proposeNotice(deps, authorize(dpo, 'notice:draft'), id, language);
    const drafted = await draftNotice(deps, authorize(dpo, 'notice:draft'), id, {
      language,
      chat,
      long,
      material: true,
    });
    await approveNotice(deps, authorize(dpo, 'notice:approve'), id, { language, hash: drafted.hash });
  }
  for (const agent of number.agents) {
    if (agent.from === Math.max(...number.agents.map(({ from }) => from))) await join(past, dpo, id, agent);
  }
  await armLinked(past, administrator, dpo, id);
  return id;
}

/** The agent comes, reads the policy, says so, and is on the roster. */
async function join(
  { deps }: Past,
  by: User,
  number: NumberId,
  { name, device }: CompanyNumber['agents'][number],
): Promise<void> {
  const { link } = await addAgent(deps, authorize(by, 'roster:change'), number, { name, device });
  await acknowledgePolicy(deps, { secret: link.split('#')[1] ?? '', language: 'pt-BR' });
}

/** The history tells of numbers that were linked and tested; the link of today is made when the demo runs. */
async function armLinked({ deps }: Past, administrator: User, dpo: User, id: NumberId): Promise<void> {
  await deps.audit.record({ chain: id, actor: administrator, act: 'number-tested', subject: id });
  await deps.audit.record({ chain: id, actor: dpo, act: 'number-armed', subject: id });
  const now = deps.clock();
  await amendNumber(deps, id, (number) => ({
    ...number,
    capture: { ...(number.capture ?? unsetCapture), testedAt: now, armedAt: now },
  }));
}

/** At a desk where one agent follows another, the change of hands. The number is disarmed for nobody: it goes on. */
export async function handOver(past: Past, installed: Installed, number: CompanyNumber): Promise<void> {
  const { deps } = past;
  const { dpo } = installed.staff;
  const id = installed.numbers[number.desk];
  const next = number.agents.find(({ to }) => to === null);
  if (next === undefined) throw new Error('Nobody takes over.');
  for (const { id: period, agent, to } of await rosterRowsOf(deps, id)) {
    if (to === null) await leaveRoster(deps, authorize(dpo, 'roster:change'), id, { agent, period });
  }
  const { link, agent } = await addAgent(deps, authorize(dpo, 'roster:change'), id, next);
  await acknowledgePolicy(deps, { secret: link.split('#')[1] ?? '', language: 'pt-BR' });
  await joinRoster(deps, authorize(dpo, 'roster:change'), id, agent.id as PersonId, next.device);
}
