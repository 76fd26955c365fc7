/** The word for how far an erasure is: an anonymised person is not called erased, and a part is never called unreadable. */
import type { ErasureView } from '@atalaia/monitor/api';

export function stateOf({ state, mode, scope }: ErasureView): ErasureView['state'] | 'anonymised' | 'sweeping' {
  if (state === 'erased' && mode === 'anonymise') return 'anonymised';
  return state === 'shredded' && scope.kind !== 'person' ? 'sweeping' : state;
}
