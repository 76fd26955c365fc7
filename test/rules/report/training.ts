/** What the models of learned rules were trained on and reached there: figures of a model on its own lessons say nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '@atalaia/rules';
import { z } from 'zod';

const modelsFolder = join(import.meta.dirname, '../../../rules/models');

const modelFile = z.object({
  about: z.object({
    /** Names of sets, such as `abuse.pt-BR.a`. */
    learnedSets: z.array(z.string()),
    /** The rules and the model together, on texts that the model had not seen. */
    heldOut: z.object({ threshold: z.number(), texts: z.number(), macroF1: z.number() }),
  }),
});

export interface Training {
  readonly pack: string;
  readonly learnedSets: readonly string[];
  readonly heldOut: z.infer<typeof modelFile>['about']['heldOut'];
}

/** One for each learned rule, as the training script wrote it into the model's file. @throws if a file tells nothing. */
export function trainingsOf(packs: readonly Pack[]): readonly Training[] {
  return packs.flatMap((pack) =>
    pack.rules.flatMap((rule) => {
      if (rule.kind !== 'learned') return [];
      const text = readFileSync(join(modelsFolder, `${rule.model}.json`), 'utf8');
      return [{ pack: pack.id, ...modelFile.parse(JSON.parse(text)).about }];
    }),
  );
}

/** The packs without their learned rules. */
export function withoutLearned(packs: readonly Pack[]): readonly Pack[] {
  return packs.map((pack) => ({ ...pack, rules: pack.rules.filter(({ kind }) => kind !== 'learned') }));
}
