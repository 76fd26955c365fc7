/** Questions about the account and the connection itself: pings, properties, privacy, media hosts, app state. */
import type { Delivery } from '../delivery.ts';
import type { FaultState } from '../faults.ts';
import { child, children, stanza } from '../stanza.ts';
import type { Answer, Answerer } from './answer.ts';

export interface AccountParts {
  readonly delivery: Delivery;
  readonly faults: FaultState;
  readonly now: () => number;
  readonly mediaHost: string;
}

/** How long a restriction is said to last. */
const restrictionSeconds = 3_600;
const privacyCategories = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd', 'messages'];

export function accountAnswers({
  delivery,
  faults,
  mediaHost,
  now,
}: AccountParts): ReadonlyArray<readonly [string, Answerer]> {
  const nothing = (): Answer => ({ kind: 'result' });
  return [
    ['w:p', nothing],
    ['passive active', (device) => ({ kind: 'result', afterwards: () => delivery.backlog(device) })],
    ['passive', nothing],
    ['abt', () => ({ kind: 'result', content: [stanza('props', { protocol: '1', hash: 'local' })] })],
    ['blocklist', () => ({ kind: 'result', content: [stanza('list', {})] })],
    [
      'privacy privacy',
      () => ({
        kind: 'result',
        content: [
          stanza(
            'privacy',
            {},
            privacyCategories.map((name) => stanza('category', { name, value: 'all' })),
          ),
        ],
      }),
    ],
    ['privacy', nothing],
    ['urn:xmpp:whatsapp:dirty', nothing],
    ['w:stats', nothing],
    ['status', nothing],
    ['disappearing_mode', nothing],
    ['w:profile:picture', () => ({ kind: 'error', code: 404, text: 'item-not-found' })],
    [
      'w:m media_conn',
      () => ({
        kind: 'result',
        content: [
          stanza('media_conn', { auth: 'local', ttl: '300', auth_ttl: '21600', max_buckets: '12' }, [
            stanza('host', { hostname: mediaHost, maxContentLengthBytes: '104857600' }),
          ]),
        ],
      }),
    ],
    ['w:sync:app:state', (_, iq) => ({ kind: 'result', content: [stanza('sync', {}, emptyCollections(iq))] })],
    ['w:mex', ({ account }) => standing(faults.isRestricted(account), now())],
  ];
}

/** An account here keeps no app state: every collection is at version 0, without patches. */
function emptyCollections(iq: Parameters<Answerer>[1]) {
  return children(child(iq, 'sync'), 'collection').map(({ attrs }) =>
    stanza('collection', { name: attrs['name'], type: 'result', version: attrs['version'] ?? '0' }),
  );
}

/** The account's standing, which Baileys asks for by GraphQL: may it open new chats, and how many. */
function standing(restricted: boolean, now: number): Answer {
  const data = {
    xwa2_fetch_account_reachout_timelock: {
      is_active: restricted,
      time_enforcement_ends: restricted ? String(now + restrictionSeconds) : '0',
      enforcement_type: restricted ? 'RESTRICT_ALL_COMPANIONS' : 'DEFAULT',
    },
    xwa2_message_capping_info: { capping_status: 'NONE', used_quota: 0, total_quota: 0 },
  };
  return { kind: 'result', content: [stanza('result', {}, Buffer.from(JSON.stringify({ data })))] };
}
