/** Capture counts as proved on WhatsApp itself only once somebody ran the whole field protocol: until then everything says so. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..');
const text = (path: string) => readFileSync(resolve(root, path), 'utf8');
const resultFile = 'docs/field-protocol-result.json';

const languages = ['pt-BR', 'en', 'es'] as const;
const words = {
  'pt-BR': 'só no servidor local',
  en: 'on the local WhatsApp server only',
  es: 'solo en el servidor local',
};

/** A step that passed says what was seen; one that was not run need not. */
const step = z.strictObject({
  step: z.int(),
  title: z.string(),
  result: z.enum(['passed', 'failed', 'not-run']),
  seen: z.string(),
});
const told = z.string().nullable();
const protocolResult = z.strictObject({
  protocol: z.literal(1),
  run: z.strictObject({
    ...{
      date: told,
      commit: told,
      baileys: told,
      phone: told,
      whatsappVersion: told,
      accountKind: told,
      country: told,
    },
  }),
  steps: z.array(step).length(20),
  after: z.strictObject({ daysLinked: z.int().nullable(), seen: z.string() }),
});

function resultIn(path: string) {
  return protocolResult.parse(JSON.parse(text(path)));
}

function isProved(): boolean {
  if (!existsSync(resolve(root, resultFile))) return false;
  const { run, steps } = resultIn(resultFile);
  const isSaid = Object.values(run).every((value) => value !== null);
  return isSaid && steps.every(({ result, seen }) => result === 'passed' && seen !== '');
}

/** Titles of the table's rows, in their order. */
function writtenSteps(): readonly string[] {
  return [...text('docs/field-protocol.md').matchAll(/^\| \*\*(\d+)\. ([^*]+)\*\* \|.+\|.+\|.+\|$/gm)].map(
    ([, number = '', title = '']) => `${number} ${title}`,
  );
}

test('the form of a result has the steps of the procedure, each still to be run', () => {
  const { steps } = resultIn('docs/field-protocol-result.template.json');
  expect(steps.map(({ step: number, title }) => `${number} ${title}`)).toEqual(writtenSteps());
  expect(steps.every(({ result, seen }) => result === 'not-run' && seen === '')).toBe(true);
});

test('unless all twenty steps passed, README and dashboard say that capture is proved on the local server only', () => {
  const said = {
    readme: text('README.md').includes('proved on the local server only'),
    dashboard: languages.map((language) => {
      const { page } = JSON.parse(text(`dashboard/src/i18n/${language}/numbers.json`)) as { page: { proved?: string } };
      return page.proved?.includes(words[language]) === true;
    }),
  };
  const say = !isProved();
  expect(said).toEqual({ readme: say, dashboard: languages.map(() => say) });
});
