/** usync: who is on WhatsApp, with which devices, and which LID belongs to a phone number. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type AccountState, type Directory, jidOf } from '../accounts.ts';
import { bytes, child, children, stanza } from '../stanza.ts';
import type { Answerer } from './answer.ts';

export interface UserParts {
  readonly directory: Directory;
}

export function userAnswers({ directory }: UserParts): ReadonlyArray<readonly [string, Answerer]> {
  return [
    [
      'usync',
      (_, iq) => {
        const usync = child(iq, 'usync');
        const asked = children(child(usync, 'query')).map(({ tag }) => tag);
        const users = children(child(usync, 'list'), 'user').flatMap((user) => describeUser(directory, user, asked));
        const { sid, mode, context } = usync?.attrs ?? {};
        const outcome = stanza(
          'result',
          {},
          asked.map((tag) => stanza(tag, {})),
        );
        const attrs = { sid, mode, context, index: '0', last: 'true' };
        return { kind: 'result', content: [stanza('usync', attrs, [outcome, stanza('list', {}, users)])] };
      },
    ],
  ];
}

/** A user asked for by JID is answered under that JID; by phone number, under the JID that WhatsApp knows. */
function describeUser(directory: Directory, user: BinaryNode, asked: readonly string[]): readonly BinaryNode[] {
  const phone = bytes(child(user, 'contact')).toString().replace('+', '');
  const jid = user.attrs['jid'];
  const account = jid === undefined ? directory.accountByPhone(phone) : directory.accountOf(jid);
  if (account === undefined) {
    const unknown = stanza('contact', { type: 'out' });
    return [stanza('user', { jid: jid ?? `${phone}@s.whatsapp.net` }, asked.includes('contact') ? [unknown] : [])];
  }
  const name = jid?.endsWith('@lid') ? account.lid : account.pn;
  return [
    stanza(
      'user',
      { jid: name },
      asked.flatMap((protocol) => describe(account, protocol)),
    ),
  ];
}

function describe(account: AccountState, protocol: string): readonly BinaryNode[] {
  switch (protocol) {
    case 'devices':
      return [
        stanza('devices', {}, [
          stanza(
            'device-list',
            {},
            [...account.devices.keys()].map((id) =>
              stanza('device', { id: String(id), 'key-index': id === 0 ? undefined : String(id) }),
            ),
          ),
        ]),
      ];
    case 'lid':
      return [stanza('lid', { val: jidOf(account, 'lid') })];
    case 'contact':
      return [stanza('contact', { type: 'in' })];
    default:
      return [];
  }
}
