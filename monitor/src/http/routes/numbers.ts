/** Routes of the company's numbers: listing, and changing label or zone. */
import type { NumberId } from '@atalaia/storage';
import { authorize } from '../../access/permissions.ts';
import { type ChangeNumber, changeNumber } from '../../number/change.ts';
import { type ListNumbers, listNumbers } from '../../number/list.ts';
import { os, signedIn } from '../implement-contract.ts';

export function numbersRoutes(deps: ListNumbers & ChangeNumber) {
  return os.numbers.router({
    list: os.numbers.list.use(signedIn).handler(async ({ context }) => ({
      numbers: [...(await listNumbers(deps, authorize(context.actor, 'number:list')))],
    })),
    change: os.numbers.change
      .use(signedIn)
      .handler(({ context, input }) =>
        changeNumber(deps, authorize(context.actor, 'number:change'), { ...input, id: input.id as NumberId }),
      ),
  });
}
