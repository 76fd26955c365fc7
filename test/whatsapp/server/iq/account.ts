/** Questions about the account and the connection itself: pings, properties, privacy, media hosts, app state. */
import type { Delivery } from '../delivery.ts';
import { child, children, stanza } from '../stanza.ts';
import type { Answer, Answerer } from './answer.ts';

export interface AccountParts {
  readonly delivery: Delivery;
  readonly mediaHost: string;
}

const privacyCategories = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd', 'messages'];

export function accountAnswers({ delivery, mediaHost }: AccountParts): ReadonlyArray<readonly [string, Answerer]> {
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
    ['w:mex', (_, iq) => mex(child(iq, 'query')?.attrs['query_id'])],
  ];
}

/** An account here keeps no app state: every collection is at version 0, without patches. */
function emptyCollections(iq: Parameters<Answerer>[1]) {
  return children(child(iq, 'sync'), 'collection').map(({ attrs }) =>
    stanza('collection', { name: attrs['name'], type: 'result', version: attrs['version'] ?? '0' }),
  );
}

/** The two questions Baileys asks by GraphQL: no restriction, no cap. */
function mex(query: string | undefined): Answer {
  const data = {
    xwa2_fetch_account_reachout_timelock: { is_active: false, time_enforcement_ends: '0', enforcement_type: 'DEFAULT' },
    xwa2_message_capping_info: { capping_status: 'NONE', used_quota: 0, total_quota: 0 },
  };
  return query === undefined
    ? { kind: 'error', code: 400, text: 'bad-request' }
    : { kind: 'result', content: [stanza('result', {}, Buffer.from(JSON.stringify({ data })))] };
}
