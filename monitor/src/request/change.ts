/** Writes what became of a request: only over what was looked at, and told to every screen. */
import { type Feed, type Records, type Request, requests, type Versioned } from '@atalaia/storage';
import { Problem } from '../problem.ts';

export interface ChangeRequest {
  readonly records: Pick<Records, 'replace'>;
  readonly feed: Pick<Feed, 'publish'>;
}

/** @throws Problem `changed-meanwhile` if somebody was faster */
export async function changeRequest(
  deps: ChangeRequest,
  { doc, version }: Versioned<Request>,
  changed: Partial<Request>,
): Promise<Request> {
  const request = { ...doc, ...changed };
  if ((await deps.records.replace(requests, version, request)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this request a moment ago; look again, then try again.');
  }
  deps.feed.publish({ kind: 'request-changed', id: request.id });
  return request;
}

/** @throws Problem `request-closed` */
export function refuseClosed({ state }: Request): void {
  if (state !== 'open') throw new Problem('request-closed', 'This request was answered or withdrawn already.');
}
