/** Rights are granted by name; who leaves hands over what is theirs; the last dpo stays, and nobody grants rights to themselves. */
import {
  type BlindIndex,
  holds,
  numbers,
  type PersonId,
  type RequestId,
  requests,
  rightsPolicies,
  roster,
  type User,
  type UserId,
  users,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { changeUser, type UserChange } from '../../monitor/src/access/change-user.ts';
import { listAgents } from '../../monitor/src/access/list-agents.ts';
import { authorize, may } from '../../monitor/src/access/permissions.ts';
import { actorOfUser } from '../../monitor/src/access/session.ts';
import { placeHold } from '../../monitor/src/hold/place.ts';
import { unsetCapture } from '../../monitor/src/number/capture-settings.ts';
import { keptUser } from '../fixtures/someone-signed-in.ts';
import { type ErasureDesk, openErasureDesk } from './erasure-desk.ts';

const day = 24 * 60 * 60_000;

async function office(desk: ErasureDesk) {
  const { deps, number } = desk;
  const ana = await keptUser(deps, 'ana', ['administrator']);
  const dora = await keptUser(deps, 'dora', ['dpo']);
  const dario = await keptUser(deps, 'dario', ['dpo']);
  const mara = await keptUser(deps, 'mara', ['manager']);
  return {
    ana,
    dora,
    dario,
    mara,
    change: (change: UserChange) => changeUser(deps, authorize(ana, 'user:change'), change),
    /** A hold, a request, a duty and a part in the rights policy. */
    async burden(): Promise<{ hold: string; request: RequestId }> {
      const hold = await placeHold(deps, authorize(dora, 'hold:place'), {
        scope: { kind: 'person', person: desk.otavio },
        reason: 'processo',
        until: null,
      });
      const request = 'request-of-the-test-01' as RequestId;
      await deps.records.insert(requests, {
        id: request,
        person: desk.ines,
        number,
        kind: 'access',
        source: 'desk',
        law: 'lgpd',
        state: 'open',
        identity: 'proved',
        onlySince: null,
        changedHands: [],
        receivedAt: deps.clock(),
        dueAt: deps.clock() + 15 * day,
        extendedAt: null,
        answerBy: deps.clock() + 15 * day,
        reminded: 'none',
        assignee: dora.id,
        correction: null,
        answer: null,
      });
      const found = await deps.records.get(numbers, number);
      if (!found) throw new Error('No number.');
      const capture = { ...unsetCapture, dutyManager: dora.id };
      await deps.records.replace(numbers, found.version, { ...found.doc, capture });
      const policy = await deps.records.get(rightsPolicies, 'company');
      if (!policy) throw new Error('No policy.');
      const named = { ...policy.doc, dpo: dora.id, substitute: dario.id };
      await deps.records.replace(rightsPolicies, policy.version, named);
      return { hold: hold.id, request };
    },
  };
}

async function kept(desk: ErasureDesk, id: UserId): Promise<User | undefined> {
  return (await desk.deps.records.get(users, id))?.doc;
}

test('an administrator grants the rights to export and to erase by name, to dpos, and never to themselves', async () => {
  await using desk = await openErasureDesk();
  const { ana, dora, mara, change } = await office(desk);
  const plain = await change({ id: dora.id, rights: [] });
  expect(may(actorOfUser(plain), 'person:erase')).toBe(false);
  const granted = await change({ id: dora.id, rights: ['erase', 'erase'] });
  expect(granted.rights).toEqual(['erase']);
  expect([may(actorOfUser(granted), 'person:erase'), may(actorOfUser(granted), 'person:export')]).toEqual([
    true,
    false,
  ]);
  const own = change({ id: ana.id, rights: ['export'] });
  await expect(own).rejects.toMatchObject({ code: 'not-permitted' });
  const manager = change({ id: mara.id, rights: ['export'] });
  await expect(manager).rejects.toMatchObject({ code: 'bad-request', pointer: '/rights' });
  expect((await change({ id: dora.id, roles: ['manager'] })).rights).toEqual([]);
  const acts = (await desk.archive.acts('company')).filter((act) => act === 'user-changed');
  expect(acts).toHaveLength(3);
});

test('whoever leaves names a successor who may answer for all of it, and it goes over in one act', async () => {
  await using desk = await openErasureDesk();
  const { deps, number } = desk;
  const { dora, dario, mara, change, burden } = await office(desk);
  const { hold, request } = await burden();
  const ended = { id: dora.id, state: 'ended' } as const;
  await expect(change(ended)).rejects.toMatchObject({
    code: 'successor-needed',
    missing: ['holds', 'requests', 'duties', 'rights-policy'],
  });
  for (const successor of [mara.id, dora.id, 'user-that-is-nobody-1' as UserId]) {
    const wrong = change({ ...ended, successor });
    await expect(wrong).rejects.toMatchObject({ code: 'bad-request', pointer: '/successor' });
  }
  expect((await kept(desk, dora.id))?.state).toBe('active');

  await change({ ...ended, successor: dario.id });
  expect((await kept(desk, dora.id))?.state).toBe('ended');
  expect((await deps.records.get(holds, hold))?.doc.owner).toBe(dario.id);
  expect((await deps.records.get(requests, request))?.doc.assignee).toBe(dario.id);
  expect((await deps.records.get(numbers, number))?.doc.capture?.dutyManager).toBe(dario.id);
  expect((await deps.records.get(rightsPolicies, 'company'))?.doc).toMatchObject({ dpo: dario.id, substitute: null });
  expect((await desk.archive.acts('company')).slice(-2)).toEqual(['user-handed-over', 'user-changed']);
});

test('the last dpo stays, ended or as another role; losing the role hands over what needs it', async () => {
  await using desk = await openErasureDesk();
  const { dora, dario, change, burden } = await office(desk);
  await burden();
  const demoted = change({ id: dora.id, roles: ['manager'] });
  await expect(demoted).rejects.toMatchObject({ code: 'successor-needed', missing: ['requests', 'rights-policy'] });
  await change({ id: dora.id, roles: ['manager'], successor: dario.id });
  const last = { code: 'last-dpo' };
  await expect(change({ id: dario.id, state: 'ended', successor: dora.id })).rejects.toMatchObject(last);
  await expect(change({ id: dario.id, roles: ['auditor'] })).rejects.toMatchObject(last);
});

test('the administrator says which agent a user is; agents are listed by name, and that is recorded', async () => {
  await using desk = await openErasureDesk();
  const { deps, number, agent, archive } = desk;
  const { ana, mara, change } = await office(desk);
  const from = deps.clock();
  await deps.records.insert(roster, {
    id: 'row-of-the-roster-1' as BlindIndex,
    number,
    agent,
    device: null,
    from,
    to: null,
  });
  const listed = await listAgents(deps, authorize(ana, 'user:change'));
  expect(listed).toMatchObject([{ id: agent, name: 'Marina Vasconcelos' }]);
  expect((await archive.acts('company')).at(-1)).toBe('roster-listed');
  await change({ id: mara.id, person: agent });
  expect((await kept(desk, mara.id))?.person).toBe(agent);
  await change({ id: mara.id, person: null });
  expect((await kept(desk, mara.id))?.person).toBeUndefined();
  const nobody = change({ id: mara.id, person: 'person-that-is-nobody' as PersonId });
  await expect(nobody).rejects.toMatchObject({ code: 'bad-request', pointer: '/person' });
});
