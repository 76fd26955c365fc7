/** Nothing is done that the audit trail does not name: where the entry cannot be written, the act is not carried out. */
import { alerts, links, type NumberId, notices, numbers, sessions, terms, users } from '@atalaia/storage';
import { expect, it } from 'vitest';
import { acceptInvitation } from '../../monitor/src/access/accept-invitation.ts';
import type { Actor } from '../../monitor/src/access/actor.ts';
import { changeUser } from '../../monitor/src/access/change-user.ts';
import { inviteUser } from '../../monitor/src/access/invite.ts';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { newSecret } from '../../monitor/src/access/secret.ts';
import { decideAlerts } from '../../monitor/src/alert/decide.ts';
import { draftNotice } from '../../monitor/src/notice/draft.ts';
import { changeNumber } from '../../monitor/src/number/change.ts';
import { noLinks } from '../../monitor/src/number/links.ts';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { readRisk } from '../../monitor/src/number/read-risk.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import { setUpNumber } from '../../monitor/src/number/set-up.ts';
import type { TermFields } from '../../monitor/src/rule/company-terms.ts';
import { removeTerm } from '../../monitor/src/rule/remove-term.ts';
import { saveTerm } from '../../monitor/src/rule/save-term.ts';
import { type Archive, openArchive } from './archive.ts';

const operator: Actor = { kind: 'operator', name: 'tester' };
const term: TermFields = {
  words: ['projeto falcão'],
  severity: 'high',
  from: null,
  except: [],
  example: 'o projeto falcão',
  note: '',
};
const roles = ['manager'] as const;
const password = 'uma torre alta de vigia 7';

/** One archive with something of each kind to act upon. */
async function prepared() {
  const archive = await openArchive();
  const deps = { ...archive.deps, newSecret };
  const number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Marina', 'contact', number);
  await archive.say(await archive.addChat(number, contact, [contact]), contact, 'manda a senha do banco');
  const alert = (await deps.records.find(alerts, { index: 'byRaised', limit: 1 })).items[0]?.doc.id ?? '';
  const saved = await saveTerm(deps, authorize(operator, 'term:change'), { id: null, revision: null, term });
  const invite = (email: string) =>
    inviteUser(deps, authorize(operator, 'user:change'), { email, roles, numbers: null, language: 'en' });
  const { user, link } = await invite('bia@example.com');
  return { archive, deps, number, alert, saved, user, secret: link.split('#')[1] ?? '' };
}
type Prepared = Awaited<ReturnType<typeof prepared>>;

const acts: Readonly<Record<string, (on: Prepared) => Promise<unknown>>> = {
  'deciding an alert': ({ deps, alert }) =>
    decideAlerts(deps, authorize(operator, 'alert:decide'), {
      alerts: [alert],
      decision: 'confirmed',
      reason: 'policy-breach',
    }),
  'changing a user': ({ deps, user }) =>
    changeUser(deps, authorize(operator, 'user:change'), { id: user.id, state: 'ended' }),
  'inviting a user': ({ deps }) =>
    inviteUser(deps, authorize(operator, 'user:change'), {
      email: 'caio@example.com',
      roles,
      numbers: null,
      language: 'en',
    }),
  'accepting an invitation': ({ deps, secret }) =>
    acceptInvitation(deps, { secret, name: 'Bia', password, language: 'en' }),
  'adding a number': ({ deps }) => {
    const phone = phoneOf('+5511912340002');
    if (!phone) throw new Error('This is no number.');
    return registerNumber(deps, operator, phone);
  },
  'changing a number': ({ deps, number }) =>
    changeNumber({ ...deps, links: noLinks }, authorize(operator, 'number:change'), {
      id: number as NumberId,
      zone: 'Europe/Lisbon',
    }),
  'setting a number up': ({ deps, number }) =>
    setUpNumber({ ...deps, links: noLinks }, authorize(operator, 'number:set-up'), number as NumberId, {
      controller: 'Loja Exemplo',
      dpoContact: 'dpo@example.com',
      policyAddress: null,
      basis: 'consent',
      mode: 'opt-in',
      notifiedBy: 'read',
      purposes: [],
      retentionMonths: 12,
      renewAfterMonths: null,
      dutyManager: null,
    }),
  'reading the risks of linking': ({ deps, number }) =>
    readRisk({ ...deps, links: noLinks }, authorize(operator, 'number:link'), number as NumberId),
  'drafting a notice': ({ deps, number }) =>
    draftNotice(deps, authorize(operator, 'notice:draft'), number as NumberId, {
      language: 'pt-BR',
      chat: 'Aviso da Loja Exemplo.',
      long: 'Tudo o que a lei manda contar.',
      material: true,
    }),
  'saving a term': ({ deps, saved }) =>
    saveTerm(deps, authorize(operator, 'term:change'), { id: saved.id, revision: saved.revision, term }),
  'removing a term': ({ deps, saved }) => removeTerm(deps, authorize(operator, 'term:change'), { id: saved.id }),
};

it.each(Object.entries(acts))('%s is not done while it cannot be recorded, and is done after', async (_, act) => {
  const on = await prepared();
  await using archive = on.archive;
  const before = await everything(archive);
  const audit = { ...on.deps.audit, record: () => Promise.reject(new Error('disk full')) };
  await expect(act({ ...on, deps: { ...on.deps, audit } })).rejects.toThrow('disk full');
  expect(await everything(archive)).toEqual(before);
  await act(on);
  expect(await everything(archive)).not.toEqual(before);
});

async function everything({ deps: { records } }: Archive) {
  const kept = await Promise.all([
    records.find(alerts, { index: 'byRaised', limit: 100 }),
    records.find(numbers, { index: 'byCreation', limit: 100 }),
    records.find(notices, { index: 'byNumber', limit: 100 }),
    records.find(terms, { index: 'byTerm', limit: 100 }),
    records.find(users, { index: 'byCreation', limit: 100 }),
    records.find(links, { index: 'byPurpose', limit: 100 }),
    records.find(sessions, { index: 'byUser', limit: 100 }),
  ]);
  return kept.map(({ items }) => items);
}
