/** How the company answers requests: which law, who is warned, what is applied by itself; in force before anybody chose. */
import { type Records, type RightsPolicy, rightsPolicies } from '@atalaia/storage';

/** Corrections by silence are the rule, since they stand beside the original; anything else has to be chosen. */
const unchosen = {
  law: 'lgpd',
  undoHours: 0,
  bySilence: { correction: true, anonymise: false },
  dpo: null,
  substitute: null,
} as const satisfies Partial<RightsPolicy>;

/** As it was chosen, else what is in force until then. */
export async function rightsPolicyOf(deps: {
  readonly records: Pick<Records, 'get'>;
}): Promise<Omit<RightsPolicy, 'id' | 'changedBy' | 'changedAt'>> {
  return (await deps.records.get(rightsPolicies, 'company'))?.doc ?? unchosen;
}
