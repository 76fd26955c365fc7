/** What an export says of the person besides the messages: who they are, on which basis, what they were told, what they asked. */
import {
  acknowledgements,
  aliases,
  type NumberId,
  numbers,
  type PersonId,
  persons,
  placeOf,
  type Records,
  requests,
  roster,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { controllerOf } from '../number/capture-settings.ts';
import { numberView } from '../number/view.ts';
import { openText } from '../open-text.ts';
import { openNames } from '../person/label.ts';
import { timelineOf } from '../person/timeline.ts';
import { openWords } from '../request/words.ts';
import { exportedCorrections } from './corrections.ts';
import { looksAt } from './looks.ts';
import type { ExportedFacts } from './schema.ts';
import { isoOf, type Subject } from './subject.ts';

export interface GatherFacts {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Everything but the messages. */
export async function factsOf(deps: GatherFacts, subject: Subject): Promise<ExportedFacts> {
  const { persons: ids, since } = subject;
  const { rows } = await timelineOf(deps, ids, { numbers: null }, true);
  const isIn = (at: number) => since === null || at >= since;
  const known = await personsOf(deps, ids, since !== null, isIn);
  return {
    persons: known.map(({ view }) => view),
    numbers: await numbersOf(deps, [...new Set(known.flatMap(({ met }) => met))]),
    consents: rows
      .filter(({ at }) => isIn(at))
      .map(({ number, kind, at, how, basis, text, hash, message }) => ({
        number: number.phone,
        kind,
        at: isoOf(at),
        how,
        basis,
        text,
        sha256: hash,
        message,
      })),
    corrections: [...(await exportedCorrections(deps, ids, since))],
    requests: await requestsOf(deps, ids, isIn),
    ...(await looksAt(deps, ids, isIn)),
    ...(await workOf(deps, ids, isIn)),
  };
}

/** `partial`: the number may have been another's before; its name, and since when it is known, may be theirs. */
async function personsOf(deps: GatherFacts, ids: readonly PersonId[], partial: boolean, isIn: (at: number) => boolean) {
  const found: { readonly view: ExportedFacts['persons'][number]; readonly met: readonly NumberId[] }[] = [];
  for (const id of ids) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const { name, phone } = await openNames(deps.vault, person);
    const known = await deps.records.find(aliases, { index: 'byPerson', equals: { person: id }, limit: 1000 });
    const { role, state, notice, createdAt } = person;
    const knownBy = known.items
      .filter(({ doc }) => isIn(doc.firstSeenAt))
      .map(({ doc }) => ({ kind: doc.kind, source: doc.source, at: isoOf(doc.firstSeenAt) }));
    found.push({
      view: {
        id,
        name: partial ? null : name,
        phone,
        role,
        state,
        notice,
        knownBy,
        metAt: partial ? null : isoOf(createdAt),
      },
      met: person.numbers,
    });
  }
  return found;
}

async function numbersOf(deps: GatherFacts, ids: readonly NumberId[]): Promise<ExportedFacts['numbers']> {
  const found: ExportedFacts['numbers'] = [];
  for (const id of ids) {
    const number = (await deps.records.get(numbers, id))?.doc;
    if (!number) continue;
    const { name, dpoContact, policyAddress } = await controllerOf(deps.vault, number);
    found.push({
      number: (await numberView(deps, number)).phone,
      controller: name,
      dpoContact,
      policy: policyAddress,
      basis: number.basis,
      purposes: [...(number.capture?.purposes ?? [])],
      retentionMonths: number.capture?.retentionMonths ?? null,
    });
  }
  return found;
}

async function requestsOf(
  deps: GatherFacts,
  person: readonly PersonId[],
  isIn: (at: number) => boolean,
): Promise<ExportedFacts['requests']> {
  const found: ExportedFacts['requests'] = [];
  const every = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person }, limit: 500, ...after }),
  );
  for await (const { doc } of every) {
    if (!isIn(doc.receivedAt)) continue;
    found.push({
      kind: doc.kind,
      receivedAt: isoOf(doc.receivedAt),
      dueAt: isoOf(doc.dueAt),
      state: doc.state,
      words: await openWords(deps, doc, 'sealedWords'),
      answer: doc.answer?.kind ?? null,
      limb: doc.answer?.limb ?? null,
      answerText: await openWords(deps, doc, 'sealedAnswer'),
      answeredAt: isoOf(doc.answer?.at ?? null),
    });
  }
  return found;
}

/** Where an agent wrote for the company, and which policies they acknowledged. */
async function workOf(
  deps: GatherFacts,
  agents: readonly PersonId[],
  isIn: (at: number) => boolean,
): Promise<Pick<ExportedFacts, 'roster' | 'policies'>> {
  const phoneOf = async (id: NumberId) => {
    const number = (await deps.records.get(numbers, id))?.doc;
    return number ? (await numberView(deps, number)).phone : '';
  };
  const rows: ExportedFacts['roster'] = [];
  const worked = everyPage((after) =>
    deps.records.find(roster, { index: 'byAgent', equals: { agent: agents }, limit: 500, ...after }),
  );
  for await (const { doc } of worked) {
    if (doc.to !== null && !isIn(doc.to)) continue;
    rows.push({ number: await phoneOf(doc.number), device: doc.device, from: isoOf(doc.from), to: isoOf(doc.to) });
  }
  const policies: ExportedFacts['policies'] = [];
  const shown = everyPage((after) =>
    deps.records.find(acknowledgements, { index: 'byAgent', equals: { agent: agents }, limit: 500, ...after }),
  );
  for await (const { doc } of shown) {
    if (doc.acknowledgedAt === null || !isIn(doc.acknowledgedAt)) continue;
    const opened = await openText(deps.vault, placeOf(acknowledgements, doc.id, 'sealedPolicy'), doc.sealedPolicy);
    const text = opened.kind === 'text' ? opened.text : null;
    policies.push({ number: await phoneOf(doc.number), sha256: doc.policy, text, at: isoOf(doc.acknowledgedAt) });
  }
  return { roster: rows, policies };
}
