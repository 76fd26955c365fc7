/** How far an erasure is, step by step: done, being done, still to come. */
import type { ErasureView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../ui/zone.tsx';

const wholeSteps = ['confirmed', 'answered', 'shredded', 'erased'] as const;
/** No key is destroyed where only a part of somebody goes. */
const partSteps = ['confirmed', 'answered', 'erased'] as const;
type Step = (typeof wholeSteps)[number];
type StepState = 'done' | 'now' | 'ahead';
const marks: Record<StepState, string> = { done: '✓', now: '●', ahead: '○' };

export function ErasureSteps({ erasure }: { readonly erasure: ErasureView }) {
  const { t } = useTranslation('erasures');
  const { full } = useTimes();
  const whole = erasure.scope.kind === 'person';
  const steps = whole ? wholeSteps : partSteps;
  const reached = reachedOf(erasure, whole);
  const times: Record<Step, number | null> = {
    confirmed: erasure.confirmedAt,
    answered: erasure.certifiedAt,
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
              <span className="small">
                {whole || step === 'shredded' ? t(`step.${step}.does`) : t(`step-of-part.${step}`)}
              </span>
            </span>
            {at !== null && <time dateTime={new Date(at).toISOString()}>{full(at)}</time>}
          </li>
        );
      })}
    </ol>
  );
}

/** Index of the last step that is done. */
function reachedOf({ state }: ErasureView, whole: boolean): number {
  if (state === 'undone') return 0;
  if (whole) return wholeSteps.indexOf(state);
  return partSteps.indexOf(state === 'shredded' ? 'answered' : state);
}

/** While it may be undone, or was, nothing after the confirmation is being done. */
function stateNext({ state, undoUntil }: ErasureView): StepState {
  return state === 'undone' || (state === 'confirmed' && undoUntil !== null) ? 'ahead' : 'now';
}
