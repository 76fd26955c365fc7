/** In which language a contact is spoken to: their own choice, else that of their country code, else the number's. */
import type { Language } from '@atalaia/storage';
import type { Chat, Party } from '../journal/rows.ts';
import type { NoticeText, NumberSettings } from '../number-link.ts';

/** Country codes (ITU-T E.164) where one of our languages is the usual one; elsewhere the number's language is the better guess. */
const callingCodes: Readonly<Record<Language, RegExp>> = {
  'pt-BR': /^\+(55|351|244|258|238|239|245|670)/,
  es: /^\+(34|5[1-46-8]|59[1358]|50[2-7]|240|1787|1939|1809|1829|1849)/,
  en: /^\+(1|44|353|61|64)/,
};

/** A group is spoken to in the number's language: its members may have several. */
export function languageFor(
  settings: Pick<NumberSettings, 'language'>,
  chat: Pick<Chat, 'kind'>,
  party: Pick<Party, 'language' | 'phone'> | null,
): Language {
  if (chat.kind === 'group' || party === null) return settings.language;
  return party.language ?? (party.phone === null ? undefined : languageOfPhone(party.phone)) ?? settings.language;
}

/** The live notice in this language, else in the number's, else any: told in another language is better than not told. */
export function noticeIn(
  settings: Pick<NumberSettings, 'language' | 'notices'>,
  language: Language,
): NoticeText | undefined {
  const { notices } = settings;
  return (
    notices.find((notice) => notice.language === language) ??
    notices.find((notice) => notice.language === settings.language) ??
    notices[0]
  );
}

/** Spanish before English: +1 787 is Puerto Rico. */
function languageOfPhone(e164: string): Language | undefined {
  return (['pt-BR', 'es', 'en'] as const).find((language) => callingCodes[language].test(e164));
}
