/** A person's consent timeline: what, when, how, which text; oldest first. */
import {
  type ConsentEvent,
  consentKinds,
  consents,
  type PersonId,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import type { ConsentRow } from '../api/person-views.ts';
import { maskFor } from '../conversation/mask.ts';
import { everyPage } from '../every-page.ts';
import { numberViews } from '../number/view.ts';
import { openText } from '../open-text.ts';
import { actorNames } from './actor-name.ts';
import { openNames } from './label.ts';
import { consentPlace } from './record-consent.ts';

interface TimelineDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Rows shown at once. */
const mostRows = 500;

/** Of one human, who may be known as several persons; on the numbers that may be seen. `whole`: every row, and nothing masked. */
export async function timelineOf(
  deps: TimelineDeps,
  ids: readonly PersonId[],
  { numbers }: Pick<Authorized<Permission>, 'numbers'>,
  whole = false,
): Promise<{ readonly rows: readonly ConsentRow[]; readonly more: boolean }> {
  const found: ConsentEvent[] = [];
  for (const person of ids) {
    const every = everyPage((after) =>
      deps.records.find(consents, { index: 'byPerson', equals: { person }, limit: 1000, ...after }),
    );
    for await (const { doc } of every) if (maySee({ numbers }, doc.number)) found.push(doc);
  }
  found.sort(inOrder);
  const shown = whole ? found : found.slice(-mostRows);
  const hide = whole ? (text: string) => text : await hiderOf(deps, ids);
  const numberOf = numberViews(deps);
  const nameOf = actorNames(deps);
  const rows = await Promise.all(
    shown.map(async ({ id, number, kind, at, how, sealedText, hash, message, basis, by }) => {
      const opened = await openText(deps.vault, consentPlace(id), sealedText);
      const words = opened.kind === 'text' && sealedText ? opened.text : null;
      return {
        id,
        number: await numberOf(number),
        kind,
        at,
        how,
        text: words === null ? null : kind === 'notice-sent' ? words : hide(words),
        hash,
        message,
        basis,
        by: by === null ? null : await nameOf(by),
      };
    }),
  );
  return { rows, more: shown.length < found.length };
}

/** WhatsApp tells whole seconds: within one, the steps of a notice stand in their order, and before what was answered. */
function inOrder(a: ConsentEvent, b: ConsentEvent): number {
  const second = ({ at }: ConsentEvent) => Math.floor(at / 1000);
  const step = ({ kind }: ConsentEvent) =>
    kind.startsWith('notice-') ? consentKinds.indexOf(kind) : consentKinds.length;
  return second(a) - second(b) || step(a) - step(b) || a.at - b.at;
}

/** Evidence that somebody typed in may name the person. A notice is the company's own words, shown as its hash proves them. */
async function hiderOf(deps: TimelineDeps, ids: readonly PersonId[]): Promise<(text: string) => string> {
  const names: string[] = [];
  for (const id of ids) {
    const person = (await deps.records.get(persons, id))?.doc;
    const opened = person && (await openNames(deps.vault, person));
    for (const name of [opened?.name, opened?.phone]) if (name) names.push(name);
  }
  return maskFor(names).hide;
}
