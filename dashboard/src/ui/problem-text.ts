/** Turns an error into sentences of the current language; English from the server never reaches a screen. */
import type { ProblemCode } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { ServerProblem, Unreachable } from '../api/problem.ts';

export interface ProblemText {
  readonly what: string;
  readonly todo: string;
  /** Stable, for support. */
  readonly code: string;
}

export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation('problems');
  return (error) => {
    const code = codeOf(error);
    return { what: t(`${code}.what`), todo: t(`${code}.todo`), code };
  };
}

function codeOf(error: unknown): ProblemCode | 'unreachable' | 'page-failed' {
  if (error instanceof ServerProblem) return error.code;
  return error instanceof Unreachable ? 'unreachable' : 'page-failed';
}
