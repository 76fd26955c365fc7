/** Until when a request must be answered. */
import type { RequestRow } from '@atalaia/monitor/api';

/** In milliseconds; what was extended (GDPR art. 12 (3)) counts to its new deadline. */
export function deadlineOf({ dueAt, extendedAt }: Pick<RequestRow, 'dueAt' | 'extendedAt'>): number {
  return extendedAt ?? dueAt;
}
