/** Deciding alerts, and taking a decision back within ten seconds. */
import type { AlertRow } from '@atalaia/monitor/api';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';

export type Decision = 'dismissed' | 'confirmed' | 'escalated';
export type Reason =
  | 'false-positive'
  | 'business-as-usual'
  | 'already-handled'
  | 'policy-breach'
  | 'needs-coaching'
  | 'legal-risk'
  | 'needs-second-opinion';

/** The reasons that make sense for each decision, in the order of their keys. */
export const reasonsOf: Readonly<Record<Decision, readonly Reason[]>> = {
  dismissed: ['false-positive', 'business-as-usual', 'already-handled'],
  confirmed: ['policy-breach', 'needs-coaching', 'legal-risk', 'already-handled'],
  escalated: ['needs-second-opinion', 'legal-risk', 'policy-breach'],
};

/** Milliseconds in which a decision can be taken back by one key; later it is reopened on the alert itself. */
const undoWindow = 10_000;

export interface Decided {
  readonly alerts: readonly string[];
  readonly decision: Decision;
}

export function useDecisions(onChanged: (changed: readonly AlertRow[]) => void, onReopened: () => void) {
  const [undoable, setUndoable] = useState<Decided | null>(null);
  useEffect(() => {
    if (!undoable) return;
    const timer = window.setTimeout(() => setUndoable(null), undoWindow);
    return () => window.clearTimeout(timer);
  }, [undoable]);

  const decide = useMutation({
    mutationFn: (asked: Decided & { readonly reason: Reason; readonly comment: string }) =>
      api.alerts.decide.call({
        alerts: [...asked.alerts],
        decision: asked.decision,
        reason: asked.reason,
        ...(asked.comment.trim() === '' ? {} : { comment: asked.comment }),
      }),
    onSuccess: (answer, { alerts, decision }) => {
      setUndoable({ alerts, decision });
      onChanged(answer.alerts);
    },
  });
  const reopen = useMutation({
    mutationFn: (alerts: readonly string[]) =>
      api.alerts.decide.call({ alerts: [...alerts], decision: 'reopened', reason: 'undo' }),
    onSuccess: () => {
      setUndoable(null);
      onReopened();
    },
  });
  return {
    decide: decide.mutate,
    reopen: reopen.mutate,
    busy: decide.isPending || reopen.isPending,
    error: decide.error ?? reopen.error,
    /** The decision that can still be taken back by one key. */
    undoable,
    undo: () => undoable && reopen.mutate(undoable.alerts),
    forgetError: () => {
      decide.reset();
      reopen.reset();
    },
  };
}
