/** Groups: who is in them, and the notifications by which devices learn of a change. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type AccountState, jidOf } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import { digits, type Random } from './random.ts';
import { stanza } from './stanza.ts';
import type { Addressing, Group, GroupOptions } from './types.ts';

export interface GroupState extends Group {
  readonly accounts: readonly AccountState[];
  /** The `<group>` node that a metadata query answers. */
  describe(): BinaryNode;
}

export interface Groups {
  create(subject: string, members: readonly AccountState[], options: GroupOptions): GroupState;
  find(jid: string): GroupState | undefined;
  of(account: AccountState): readonly GroupState[];
}

export interface GroupParts {
  readonly delivery: Delivery;
  readonly random: Random;
  readonly now: () => number;
  readonly accountState: (account: Group['members'][number]) => AccountState;
}

export function createGroups(parts: GroupParts): Groups {
  const groups = new Map<string, GroupState>();
  return {
    find: (jid) => groups.get(jid),
    of: (account) => [...groups.values()].filter(({ accounts }) => accounts.includes(account)),
    create: (subject, members, options) => {
      const jid = `${options.id ?? `120363${digits(parts.random, 12)}`}@g.us`;
      if (groups.has(jid)) throw new Error('a group with this id exists already');
      const group = openGroup(parts, jid, subject, members, options.addressing ?? 'pn');
      groups.set(jid, group);
      return group;
    },
  };
}

function openGroup(
  { delivery, random, now, accountState }: GroupParts,
  jid: string,
  firstSubject: string,
  founders: readonly AccountState[],
  addressing: Addressing,
): GroupState {
  const owner = founders[0];
  if (owner === undefined) throw new Error('a group needs a member');
  const creation = String(now());
  let subject = firstSubject;
  let accounts = [...founders];

  const member = (account: AccountState) =>
    stanza('participant', {
      jid: jidOf(account, addressing),
      phone_number: addressing === 'lid' ? account.pn : undefined,
      lid: addressing === 'pn' ? account.lid : undefined,
      type: account === owner ? 'admin' : undefined,
    });
  const describe = () =>
    stanza(
      'group',
      {
        id: jid.slice(0, jid.indexOf('@')),
        subject,
        creation,
        creator: jidOf(owner, addressing),
        creator_pn: addressing === 'lid' ? owner.pn : undefined,
        s_o: jidOf(owner, addressing),
        s_t: creation,
        addressing_mode: addressing,
        size: String(accounts.length),
      },
      accounts.map(member),
    );
  /** Changes are made by the owner; those concerned and everybody still in are told. */
  const tell = (change: BinaryNode, concerned: readonly AccountState[] = []) => {
    const attrs = {
      from: jid,
      type: 'w:gp2',
      id: digits(random, 10),
      t: String(now()),
      participant: jidOf(owner, addressing),
      participant_pn: addressing === 'lid' ? owner.pn : undefined,
      participant_lid: addressing === 'pn' ? owner.lid : undefined,
      addressing_mode: addressing,
      notify: owner.name,
    };
    for (const account of new Set([...accounts, ...concerned])) {
      for (const device of account.devices.values()) delivery.deliver(device, stanza('notification', attrs, [change]));
    }
  };
  tell(stanza('create', { type: 'new' }, [describe()]));

  return {
    jid,
    addressing,
    get subject() {
      return subject;
    },
    get accounts() {
      return accounts;
    },
    get members() {
      return accounts;
    },
    describe,
    add: (...added) => {
      const newcomers = added.map(accountState).filter((account) => !accounts.includes(account));
      accounts = [...accounts, ...newcomers];
      tell(stanza('add', {}, newcomers.map(member)));
    },
    remove: (...removed) => {
      const leaving = removed.map(accountState).filter((account) => accounts.includes(account));
      accounts = accounts.filter((account) => !leaving.includes(account));
      tell(stanza('remove', {}, leaving.map(member)), leaving);
    },
    rename: (newSubject) => {
      subject = newSubject;
      tell(stanza('subject', { subject, s_t: String(now()), s_o: jidOf(owner, addressing) }));
    },
  };
}
