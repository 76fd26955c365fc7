/** Questions about groups: one group's description, or all that the account is in. */
import type { Groups } from '../groups.ts';
import { stanza } from '../stanza.ts';
import type { Answerer } from './answer.ts';

export interface GroupParts {
  readonly groups: Groups;
}

export function groupAnswers({ groups }: GroupParts): ReadonlyArray<readonly [string, Answerer]> {
  return [
    [
      'w:g2 query',
      ({ account }, iq) => {
        const group = groups.find(iq.attrs['to'] ?? '');
        if (group === undefined) return { kind: 'error', code: 404, text: 'item-not-found' };
        if (!group.accounts.includes(account)) return { kind: 'error', code: 403, text: 'forbidden' };
        return { kind: 'result', content: [group.describe()] };
      },
    ],
    [
      'w:g2 participating',
      ({ account }) => ({
        kind: 'result',
        content: [
          stanza(
            'groups',
            {},
            groups.of(account).map((group) => group.describe()),
          ),
        ],
      }),
    ],
  ];
}
