/** What conduct rules remember of a conversation, from its document and into it: rules by the ids that stand for them at rest. */
import { type ConductState, nothingYet } from '@atalaia/rules';
import {
  type BlindIndex,
  type BlindIndexer,
  conducts,
  type Message,
  type MessageId,
  type Records,
  type StoredConduct,
} from '@atalaia/storage';
import type { ConductInForce } from './rules-in-force.ts';

/** One conversation that is being followed; live messages and imports apart, for imports come long after. */
export interface Followed {
  readonly id: BlindIndex;
  readonly of: Pick<StoredConduct, 'conversation' | 'number' | 'origin'>;
  /** The stored version; undefined if nothing was ever remembered. */
  readonly version: number | undefined;
  /** The number's capture order up to here is in the state. */
  sequence: number;
  state: ConductState;
  /** Whether it has to be written. */
  changed: boolean;
}

export async function recall(
  deps: { readonly records: Pick<Records, 'get'>; readonly blind: BlindIndexer },
  rules: ConductInForce,
  { conversation, number, origin }: Pick<Message, 'conversation' | 'number' | 'origin'>,
): Promise<Followed> {
  const id = deps.blind.of('conversation', 'conduct', conversation, origin);
  const kept = await deps.records.get(conducts, id);
  return followed(rules, id, { conversation, number, origin }, kept);
}

export function followed(
  rules: ConductInForce,
  id: BlindIndex,
  { conversation, number, origin }: Followed['of'],
  kept: { readonly version: number; readonly doc: StoredConduct } | undefined,
): Followed {
  return {
    id,
    of: { conversation, number, origin },
    version: kept?.version,
    sequence: kept?.doc.sequence ?? 0,
    state: kept ? stateOf(rules, kept.doc) : nothingYet,
    changed: false,
  };
}

/** `dueAt`: when the next rule falls due by itself. Conversations of one number are followed by one at a time. */
export async function remember(
  deps: { readonly records: Pick<Records, 'insert' | 'replace'> },
  rules: ConductInForce,
  { id, of, version, sequence, state }: Followed,
  dueAt: number | undefined,
): Promise<void> {
  const { waiting, answeredAt, contactAt, outsideAt, signs } = state;
  const doc: StoredConduct = {
    id,
    ...of,
    sequence,
    dueAt: dueAt ?? null,
    ...(waiting && {
      waiting: {
        ...placed(waiting),
        told: waiting.told.map(rules.idOf),
        ...(waiting.latest && { latest: placed(waiting.latest) }),
      },
    }),
    ...(answeredAt !== undefined && { answeredAt }),
    ...(contactAt !== undefined && { contactAt }),
    ...(outsideAt !== undefined && { outsideAt }),
    signs: signs.map((sign) => ({
      ...sign,
      message: sign.message as MessageId,
      rules: sign.rules.map(rules.idOf),
    })),
  };
  const outcome =
    version === undefined
      ? await deps.records.insert(conducts, doc)
      : await deps.records.replace(conducts, version, doc);
  if (outcome !== 'inserted' && outcome !== 'replaced')
    throw new Error(`What is remembered of ${id} changed meanwhile.`);
}

function placed({ message, at }: { readonly message: string; readonly at: number }) {
  return { message: message as MessageId, at };
}

/** Signs of rules that run no more are forgotten. */
function stateOf({ refOf }: ConductInForce, doc: StoredConduct): ConductState {
  const { waiting, answeredAt, contactAt, outsideAt } = doc;
  const refsOf = (ids: readonly Parameters<typeof refOf>[0][]) => ids.map(refOf).filter((ref) => ref !== undefined);
  return {
    ...(waiting && {
      waiting: {
        ...placed(waiting),
        told: refsOf(waiting.told),
        ...(waiting.latest && { latest: placed(waiting.latest) }),
      },
    }),
    ...(answeredAt !== undefined && { answeredAt }),
    ...(contactAt !== undefined && { contactAt }),
    ...(outsideAt !== undefined && { outsideAt }),
    signs: doc.signs.map(({ message, at, rules, gone }) => ({
      message,
      at,
      rules: refsOf(rules),
      ...(gone && { gone }),
    })),
  };
}
