/** Routes of the company's numbers: set-up, link, arming, completeness. */
import type { NumberId } from '@atalaia/storage';
import { authorize } from '../../access/permissions.ts';
import { type ChangeCalendar, changeCalendar } from '../../calendar/change.ts';
import { readCalendar } from '../../calendar/read.ts';
import { type AddNumber, addNumber } from '../../number/add.ts';
import { type ArmNumber, armNumber, disarmNumber } from '../../number/arm.ts';
import { changeNumber } from '../../number/change.ts';
import { type AllowGroups, allowGroups, listGroups } from '../../number/groups.ts';
import { type ListNumbers, listNumbers } from '../../number/list.ts';
import { cancelPairing, type PairNumber, pairNumber, readPairing } from '../../number/pair.ts';
import { readNumber } from '../../number/read.ts';
import { type ReadCompleteness, readCompleteness } from '../../number/read-completeness.ts';
import { readRisk } from '../../number/read-risk.ts';
import { reconnectNumber } from '../../number/reconnect.ts';
import { setUpNumber } from '../../number/set-up.ts';
import { type TestLink, testLink } from '../../number/test-link.ts';
import { unlinkNumber } from '../../number/unlink.ts';
import { os, signedIn } from '../implement-contract.ts';
import { onNumber } from '../on-number.ts';

type NumbersDeps = ListNumbers &
  AddNumber &
  ArmNumber &
  PairNumber &
  TestLink &
  AllowGroups &
  ReadCompleteness &
  ChangeCalendar;

export function numbersRoutes(deps: NumbersDeps) {
  return os.numbers.router({
    list: os.numbers.list.use(signedIn).handler(async ({ context }) => ({
      numbers: [...(await listNumbers(deps, authorize(context.actor, 'number:list')))],
    })),
    add: os.numbers.add
      .use(signedIn)
      .handler(({ context, input }) => addNumber(deps, authorize(context.actor, 'number:change'), input)),
    read: os.numbers.read
      .use(onNumber('number:list'))
      .handler(({ context, input }) => readNumber(deps, context.authorized, input.id as NumberId)),
    change: os.numbers.change
      .use(onNumber('number:change'))
      .handler(({ context, input }) => changeNumber(deps, context.authorized, { ...input, id: input.id as NumberId })),
    setUp: os.numbers.setUp
      .use(onNumber('number:set-up'))
      .handler(({ context, input: { id, ...fields } }) =>
        setUpNumber(deps, context.authorized, id as NumberId, fields),
      ),
    calendar: os.numbers.calendar
      .use(onNumber('number:list'))
      .handler(({ context, input }) => readCalendar(deps, context.authorized, input.id as NumberId)),
    changeCalendar: os.numbers.changeCalendar
      .use(onNumber('calendar:change'))
      .handler(({ context, input: { id, ...change } }) =>
        changeCalendar(deps, context.authorized, id as NumberId, change),
      ),
    arm: os.numbers.arm
      .use(onNumber('number:arm'))
      .handler(({ context, input }) => armNumber(deps, context.authorized, input.id as NumberId)),
    disarm: os.numbers.disarm
      .use(onNumber('number:arm'))
      .handler(({ context, input }) => disarmNumber(deps, context.authorized, input.id as NumberId)),
    readRisk: os.numbers.readRisk
      .use(onNumber('number:link'))
      .handler(({ context, input }) => readRisk(deps, context.authorized, input.id as NumberId)),
    pair: os.numbers.pair
      .use(onNumber('number:link'))
      .handler(({ context, input }) => pairNumber(deps, context.authorized, input.id as NumberId, input.by)),
    pairing: os.numbers.pairing
      .use(onNumber('number:link'))
      .handler(({ context, input }) => readPairing(deps, context.authorized, input.id as NumberId)),
    cancelPairing: os.numbers.cancelPairing.use(onNumber('number:link')).handler(async ({ context, input }) => {
      await cancelPairing(deps, context.authorized, input.id as NumberId);
      return {};
    }),
    unlink: os.numbers.unlink.use(onNumber('number:link')).handler(async ({ context, input }) => {
      await unlinkNumber(deps, context.authorized, input.id as NumberId);
      return {};
    }),
    reconnect: os.numbers.reconnect.use(onNumber('number:link')).handler(async ({ context, input }) => {
      await reconnectNumber(deps, context.authorized, input.id as NumberId);
      return {};
    }),
    test: os.numbers.test
      .use(onNumber('number:link'))
      .handler(({ context, input }) => testLink(deps, context.authorized, input.id as NumberId)),
    groups: os.numbers.groups.use(onNumber('number:set-up')).handler(async ({ context, input }) => ({
      groups: await listGroups(deps, context.authorized, input.id as NumberId),
    })),
    allowGroups: os.numbers.allowGroups.use(onNumber('number:set-up')).handler(async ({ context, input }) => ({
      groups: await allowGroups(deps, context.authorized, input.id as NumberId, input.allowed),
    })),
    completeness: os.numbers.completeness
      .use(onNumber('number:list'))
      .handler(({ context, input }) => readCompleteness(deps, context.authorized, input.id as NumberId, input.before)),
  });
}
