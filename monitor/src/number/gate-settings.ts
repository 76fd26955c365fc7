/** What the gate of a number goes by, put together from its settings and its notices in force. */
import type { NoticeText, NumberSettings } from '@atalaia/connector';
import type { MonitoredNumber, Records, Vault } from '@atalaia/storage';
import { generationOf, languages, liveIn, revisionsOf } from '../notice/revisions.ts';
import { openWords } from '../notice/text.ts';
import { allowedGroupsOf, phoneOfNumber, unsetCapture } from './capture-settings.ts';

export interface GateSettingsDeps {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Until the number is armed everything is withheld, so the mode and basis of an unfinished one decide nothing. */
export async function gateSettings(deps: GateSettingsDeps, number: MonitoredNumber): Promise<NumberSettings> {
  const capture = number.capture ?? unsetCapture;
  const groups = await allowedGroupsOf(deps.vault, number);
  return {
    phone: await phoneOfNumber(deps.vault, number),
    zone: number.zone,
    language: number.language,
    armed: capture.armedAt !== null,
    mode: capture.mode ?? 'opt-in',
    basis: number.basis ?? 'consent',
    notifiedBy: capture.notifiedBy,
    renewAfterMonths: capture.renewAfterMonths,
    notices: await noticesInForce(deps, number),
    groups: groups.map(({ jid }) => jid),
  };
}

async function noticesInForce(deps: GateSettingsDeps, number: MonitoredNumber): Promise<readonly NoticeText[]> {
  const revisions = await revisionsOf(deps.records, number.id);
  const texts: NoticeText[] = [];
  for (const language of languages) {
    const live = liveIn(revisions, language);
    if (!live) continue;
    const { chat } = await openWords(deps.vault, live);
    texts.push({ id: live.id, language, text: chat, hash: live.hash, generation: generationOf(revisions, live) });
  }
  return texts;
}
