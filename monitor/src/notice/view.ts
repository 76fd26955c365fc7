/** A notice as screens show it, with its words opened. */
import type { MonitoredNumber, Notice, Records, Vault } from '@atalaia/storage';
import type { NoticeRow } from '../api/number-views.ts';
import { controllerOf } from '../number/capture-settings.ts';
import { factsOf, factsText } from '../number/facts.ts';
import { actorNames } from '../person/actor-name.ts';
import { openWords } from './text.ts';

export interface ViewNotice {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Answers the views of this number's notices: names of their authors are looked up once. */
export async function noticeViews(
  deps: ViewNotice,
  number: MonitoredNumber,
): Promise<(notice: Notice) => Promise<NoticeRow>> {
  const facts = factsText(factsOf(number, await controllerOf(deps.vault, number)));
  const nameOf = actorNames(deps);
  return async (notice) => {
    const words = await openWords(deps.vault, notice);
    const { id, language, revision, state, hash, material, createdAt, approvedAt } = notice;
    return {
      id,
      language,
      revision,
      state,
      chat: words.chat,
      long: words.long,
      hash,
      material,
      outdated: words.facts !== facts,
      by: await nameOf(notice.by),
      createdAt,
      approvedBy: notice.approvedBy === null ? null : await nameOf(notice.approvedBy),
      approvedAt,
    };
  };
}
