/** Does a pack do what its own examples say? */
import type { RuleSet } from './compile.ts';
import { playStory } from './conduct/story.ts';
import { evaluate } from './evaluate.ts';
import type { Pack, Rule, RuleRef, Screenable } from './rule.ts';

/** An example that came out otherwise: it must match and did not, must pass and was hit, or is no chat at all. */
export interface ExampleFailure {
  /** `unreadable`: an example of a conduct rule with a line of another form than `playStory` knows. */
  readonly kind: 'otherwise' | 'unreadable';
  readonly rule: RuleRef;
  readonly must: 'match' | 'pass';
  /** The place of the example in its list, from 0, and the example itself. */
  readonly index: number;
  readonly example: string;
}

/** Runs every example of one pack file against a rule set that contains it; empty if all hold. */
export function checkExamples(ruleSet: RuleSet, pack: Pack): readonly ExampleFailure[] {
  return pack.rules.flatMap((rule) => {
    const ref: RuleRef = `${pack.id}/${rule.id}`;
    const firedIn = (text: string): readonly RuleRef[] | undefined =>
      rule.kind === 'conduct'
        ? playStory(ruleSet, text)
        : evaluate(ruleSet, messageFor(pack, rule, text)).map((hit) => hit.rule);
    const check = (must: 'match' | 'pass', examples: readonly string[]) =>
      examples.flatMap((example, index): ExampleFailure[] => {
        const fired = firedIn(example);
        if (fired?.includes(ref) === (must === 'match')) return [];
        return [{ kind: fired === undefined ? 'unreadable' : 'otherwise', rule: ref, must, index, example }];
      });
    return [...check('match', rule.examples.match), ...check('pass', rule.examples.pass)];
  });
}

/** An example is a message of the kind that the rule looks at. */
function messageFor(pack: Pack, rule: Rule, text: string): Screenable {
  const number = rule.numbers?.[0];
  return {
    text,
    ...(rule.hours === undefined ? {} : { hours: rule.hours }),
    ...(rule.from === undefined ? {} : { from: rule.from }),
    ...(pack.language === 'any' ? {} : { language: pack.language }),
    ...(number === undefined ? {} : { number }),
  };
}
