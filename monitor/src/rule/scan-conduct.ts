/** Conduct rules in a scan: each conversation is followed through its lines, as the running program follows what it captures. */
import {
  asksForAnswer,
  type BusinessHours,
  type ConductEvent,
  type ConductHit,
  type ConductState,
  compileConduct,
  type Direction,
  type Hit,
  nothingYet,
  type RuleSet,
  step,
} from '@atalaia/rules';

/** What a line says beside its single-message hits. */
export interface ScannedEvent {
  readonly kind: 'message' | 'edit' | 'delete' | 'tick';
  /** The message that is written, edited or deleted. */
  readonly message: string;
  readonly conversation: string | undefined;
  /** UTC milliseconds; undefined: when the line before it of the conversation was. */
  readonly at: number | undefined;
  readonly from: Direction | undefined;
  readonly number: string | undefined;
  readonly text: string;
}

export interface ConductScan {
  /** The hits that this line causes, of whatever message. A tick without conversation is one for all of them. */
  follow(event: ScannedEvent, hits: readonly Hit[]): readonly ConductHit[];
}

/** Conversations remembered at once; those that were quiet longest go first. */
const conversationsKept = 10_000;

interface Followed {
  readonly state: ConductState;
  readonly at: number;
  readonly number: string | undefined;
}

export function openConductScan(rules: RuleSet, hours: BusinessHours): ConductScan {
  const conduct = compileConduct(rules);
  const open = new Map<string, Followed>();
  const advance = (name: string, event: ConductEvent, number: string | undefined): readonly ConductHit[] => {
    const state = open.get(name)?.state ?? nothingYet;
    const stepped = step(conduct, { hours, ...(number !== undefined && { number }) }, state, event);
    open.delete(name);
    open.set(name, { state: stepped.state, at: event.at, number });
    for (const oldest of open.keys()) {
      if (open.size <= conversationsKept) break;
      open.delete(oldest);
    }
    return stepped.hits;
  };
  return {
    follow(event, hits) {
      if (conduct.rules.length === 0) return [];
      const { conversation: name } = event;
      if (name === undefined) {
        const { at } = event;
        if (event.kind !== 'tick' || at === undefined) return [];
        return [...open].flatMap(([each, { number }]) => advance(each, { kind: 'tick', at }, number));
      }
      const before = open.get(name);
      const at = event.at ?? before?.at;
      if (at === undefined) return [];
      return advance(name, eventOf(event, at, hits), event.number ?? before?.number);
    },
  };
}

function eventOf({ kind, message: id, from, text }: ScannedEvent, at: number, hits: readonly Hit[]): ConductEvent {
  const by = from === undefined ? {} : { from };
  const rules = hits.map(({ rule }) => rule);
  switch (kind) {
    case 'message':
      return { kind, id, at, ...by, asks: from === 'contact' && asksForAnswer(text), rules };
    case 'edit':
      return { kind, id, at, ...by, rules };
    case 'delete':
      return { kind, id, at, ...by };
    case 'tick':
      return { kind, at };
    default:
      throw new TypeError(`No event for ${String(kind satisfies never)}`);
  }
}
