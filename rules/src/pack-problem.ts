/** Says in plain words what the schema of packs did not accept. */
import type { z } from 'zod';
import { conductKinds } from './conduct/pattern-schema.ts';
import { hitKinds } from './rule.ts';

/** A sentence and the value it is about; `atKey`: about the name of that value. */
export interface Explained {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly atKey: boolean;
}

/** One sentence for each thing that is wrong. Nothing of the file is repeated, only names of keys that are expected. */
export function explain(issue: z.core.$ZodIssue, isMissing: boolean): readonly Explained[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      path: [...path, name],
      message: 'expected another key; this one is not known here',
      atKey: true,
    }));
  }
  if (isMissing)
    return [{ path, message: `expected the key "${String(path.at(-1))}", which is missing here`, atKey: false }];
  return [{ path, message: `expected ${expectation(issue)}`, atKey: false }];
}

function expectation(issue: Exclude<z.core.$ZodIssue, z.core.$ZodIssueUnrecognizedKeys>): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return `one of: ${(issue.path.at(-2) === 'when' ? conductKinds : hitKinds).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'text, here is none';
      return issue.origin === 'array'
        ? `at least ${issue.minimum} in this list`
        : `a number ${issue.inclusive === false ? 'above' : 'of at least'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `at most ${issue.maximum} characters`;
      return issue.origin === 'array'
        ? `at most ${issue.maximum} in this list`
        : `a number of at most ${issue.maximum}`;
    case 'invalid_format':
      return issue.message.replace(/^expected /, '');
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return issue.message;
    default:
      return issue satisfies never;
  }
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a number, without quotes',
  int: 'a whole number',
  string: 'text (put numbers and yes or no in quotes)',
  boolean: 'true or false',
  array: 'a list, each line beginning with "- "',
  object: 'keys and values, one a line',
};
