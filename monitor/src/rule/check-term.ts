/** Whether a company term does what its form says: its example is found, and its exceptions are not. */
import { compileRules } from '@atalaia/rules';
import { Problem } from '../problem.ts';
import { companyPackOf, type TermFields } from './company-terms.ts';

/** @throws Problem `term-refused` with a sentence that says which part does not fit, never the words themselves. */
export function checkTerm(fields: TermFields): void {
  const whole = compileRules([companyPackOf([['checked', fields]])]);
  for (const [index, word] of fields.words.entries()) {
    const alone = compileRules([companyPackOf([['checked', { ...fields, except: [], words: [word] }]])]);
    if (alone.evaluate({ text: word }).length === 0) {
      throw new Problem(
        'term-refused',
        `Word ${index + 1} can never be found: it needs a letter or digit, and must not be longer than a phrase.`,
        {
          pointer: `/term/words/${index}`,
        },
      );
    }
  }
  if (whole.evaluate({ text: fields.example }).length === 0) {
    throw new Problem('term-refused', 'The example is not found: write a message that holds one of the words.', {
      pointer: '/term/example',
    });
  }
  for (const [index, exception] of fields.except.entries()) {
    if (whole.evaluate({ text: exception }).length > 0) {
      throw new Problem(
        'term-refused',
        `Exception ${index + 1} is found all the same: write it as it stands in messages.`,
        {
          pointer: `/term/except/${index}`,
        },
      );
    }
  }
}
