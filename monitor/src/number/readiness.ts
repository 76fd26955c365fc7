/** What is still missing before a number may capture (the go-live checklist). The server decides; screens only show it. */
import type { MonitoredNumber, Records, Vault } from '@atalaia/storage';
import type { ReadinessItem } from '../api/number-views.ts';
import { kitStanding } from '../keys/kit-standing.ts';
import { liveIn, revisionsOf } from '../notice/revisions.ts';
import { openWords } from '../notice/text.ts';
import { rosterOf } from '../roster/current.ts';
import { type Controller, controllerOf, unsetCapture } from './capture-settings.ts';
import { factsOf, factsText } from './facts.ts';
import type { Links } from './links.ts';

export interface ReadinessDeps {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly links: Pick<Links, 'link'>;
}

/** Items not done yet, in the order in which people do them. */
export async function missingOf(deps: ReadinessDeps, number: MonitoredNumber): Promise<readonly ReadinessItem[]> {
  const controller = await controllerOf(deps.vault, number);
  const capture = number.capture ?? unsetCapture;
  const roster = await rosterOf(deps, number, controller);
  const done: Readonly<Record<ReadinessItem, boolean>> = {
    ...decidedOf(number, controller),
    notice: await hasNotice(deps, number, controller),
    roster: roster.length > 0,
    acknowledgements: roster.length > 0 && roster.every(({ acknowledged }) => acknowledged),
    'recovery-kit': (await kitStanding(deps)) === 'tried',
    link: deps.links.link(number.id)?.state().kind === 'connected',
    test: capture.testedAt !== null,
  };
  return inOrder.filter((item) => !done[item]);
}

/** Items that are settings: on an armed number none of them may be taken away. */
export function undecidedOf(number: MonitoredNumber, controller: Controller): readonly ReadinessItem[] {
  const decided = decidedOf(number, controller);
  return inOrder.filter((item) => item in decided && !decided[item as keyof typeof decided]);
}

function decidedOf(number: MonitoredNumber, controller: Controller) {
  const capture = number.capture ?? unsetCapture;
  return {
    controller: controller.name !== null,
    'dpo-contact': controller.dpoContact !== null,
    basis: number.basis !== null,
    purposes: capture.purposes.length > 0,
    mode: capture.mode !== null,
    retention: capture.retentionMonths !== null,
    'duty-manager': capture.dutyManager !== null,
  };
}

/** In the number's own language, which everybody falls back to, and written from the facts as they are now. */
async function hasNotice(deps: ReadinessDeps, number: MonitoredNumber, controller: Controller): Promise<boolean> {
  const live = liveIn(await revisionsOf(deps.records, number.id), number.language);
  return live !== undefined && (await openWords(deps.vault, live)).facts === factsText(factsOf(number, controller));
}

const inOrder: readonly ReadinessItem[] = [
  'controller',
  'dpo-contact',
  'basis',
  'purposes',
  'mode',
  'retention',
  'duty-manager',
  'notice',
  'roster',
  'acknowledgements',
  'recovery-kit',
  'link',
  'test',
];
