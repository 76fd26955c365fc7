/** What a replay found, as counts: hits, the alerts they would have been, by rule and by day, and some places to look at. */
import type { RuleRef } from '@atalaia/rules';
import { episodeMs, type Message, type Replay, type RuleId } from '@atalaia/storage';

type Result = NonNullable<Replay['result']>;
type Place = Pick<Message, 'id' | 'conversation' | 'number' | 'origin'>;

export interface Tally {
  /** A message was looked at. */
  see(at: number): void;
  /**
   * A rule fired. Within a conversation hits come in the order of time. `raises`: it would be in an alert; `day`:
   * YYYY-MM-DD where the number is.
   */
  count(hit: TalliedHit): void;
  result(ruleId: (ref: RuleRef) => RuleId): Result;
}

export interface TalliedHit {
  readonly rule: RuleRef;
  readonly place: Place;
  readonly at: number;
  readonly day: string;
  readonly raises: boolean;
  readonly audience: 'dpo' | undefined;
}

/** Samples kept; when there would be more, every other one goes, so that they stay spread over all that was found. */
const mostSamples = 200;

interface Episode {
  conversation: string;
  lastAt: number;
  readonly rules: Set<RuleRef>;
}

interface Counts {
  hits: number;
  alerts: number;
}

export function openTally(): Tally {
  const byRule = new Map<RuleRef, Counts>();
  const perDay = new Map<string, Counts>();
  // One conversation after the other: only its episodes are open, one for imports and live, for all and for dpos.
  const open = new Map<string, Episode>();
  const all = { messages: 0, hits: 0, alerts: 0 };
  let [firstAt, lastAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let samples: TalliedHit[] = [];
  let stride = 1;

  const inEpisode = ({ rule, place, at, day, audience }: TalliedHit) => {
    const key = `${place.origin} ${audience ?? ''}`;
    const before = open.get(key);
    const joins = before !== undefined && before.conversation === place.conversation && at - before.lastAt <= episodeMs;
    const episode = joins ? before : { conversation: place.conversation, lastAt: at, rules: new Set<RuleRef>() };
    episode.lastAt = Math.max(episode.lastAt, at);
    open.set(key, episode);
    if (!joins) {
      all.alerts++;
      countsOf(perDay, day).alerts++;
    }
    if (!episode.rules.has(rule)) countsOf(byRule, rule).alerts++;
    episode.rules.add(rule);
  };

  return {
    see(at) {
      all.messages++;
      firstAt = Math.min(firstAt, at);
      lastAt = Math.max(lastAt, at);
    },
    count(hit) {
      if (all.hits % stride === 0) samples.push(hit);
      if (samples.length > mostSamples) {
        samples = samples.filter((_, index) => index % 2 === 0);
        stride *= 2;
      }
      all.hits++;
      countsOf(byRule, hit.rule).hits++;
      countsOf(perDay, hit.day).hits++;
      if (hit.raises) inEpisode(hit);
    },
    result: (ruleId) => ({
      ...all,
      days: Math.max(1, (lastAt - firstAt) / (24 * 60 * 60 * 1000)),
      perDay: [...perDay].map(([day, counts]) => ({ day, ...counts })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      byRule: [...byRule].map(([rule, counts]) => ({ rule: ruleId(rule), ...counts })).sort((a, b) => b.hits - a.hits),
      samples: samples.map(({ rule, place: { id, conversation, number }, at }) => ({
        message: id,
        conversation,
        number,
        rule: ruleId(rule),
        at,
      })),
    }),
  };
}

function countsOf<K>(map: Map<K, Counts>, key: K): Counts {
  const counts = map.get(key) ?? { hits: 0, alerts: 0 };
  map.set(key, counts);
  return counts;
}
