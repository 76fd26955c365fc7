/** How far an erasure is, step by step: done, being done, still to come. */
import type { ErasureView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { fullTime } from '../ui/time.ts';

const steps = ['confirmed', 'answered', 'shredded', 'erased'] as const;
type Step = (typeof steps)[number];
type StepState = 'done' | 'now' | 'ahead';
const marks: Record<StepState, string> = { done: '✓', now: '●', ahead: '○' };

export function ErasureSteps({ erasure }: { readonly erasure: ErasureView }) {
  const { t, i18n } = useTranslation('erasures');
  const reached = erasure.state === 'undone' ? 0 : steps.indexOf(erasure.state);
  const times: Record<Step, number | null> = {
    confirmed: erasure.confirmedAt,
    answered: null,
    shredded: erasure.shreddedAt,
    erased: erasure.state === 'erased' ? erasure.endedAt : null,
  };
  return (
    <ol className="steps">
      {steps.map((step, index) => {
        const state: StepState = index <= reached ? 'done' : index === reached + 1 ? stateNext(erasure) : 'ahead';
        const at = times[step];
        return (
          <li key={step} data-state={state}>
            <span aria-hidden="true">{marks[state]}</span>
            <span>
              <strong>{t(`step.${step}.name`)}</strong> <span className="unseen">{t(`step-state.${state}`)}</span>
              <br />
              <span className="small">{t(`step.${step}.does`)}</span>
            </span>
            {at !== null && <time dateTime={new Date(at).toISOString()}>{fullTime(at, i18n.language)}</time>}
          </li>
        );
      })}
    </ol>
  );
}

/** While it may be undone, or was, nothing after the confirmation is being done. */
function stateNext({ state, undoUntil }: ErasureView): StepState {
  return state === 'undone' || (state === 'confirmed' && undoUntil !== null) ? 'ahead' : 'now';
}
