/** A stored message as rules look at it: opened, with who wrote it and whether it came within business hours. */
import type { BusinessHours, Screenable } from '@atalaia/rules';
import type { Message, Vault } from '@atalaia/storage';
import type { Calendars } from './calendar/calendars.ts';
import { openMessageText } from './open-text.ts';

export interface OpenScreenable {
  readonly vault: Pick<Vault, 'openText'>;
  readonly calendars: Pick<Calendars, 'of'>;
}

/** What cannot be read has no words. */
export async function openScreenable(deps: OpenScreenable, message: Message): Promise<Screenable> {
  const opened = await openMessageText(deps.vault, message);
  const hours = await deps.calendars.of(message.number);
  return screenableOf(message, opened.kind === 'text' ? opened.text : '', hours);
}

/** With its text in clear. Where it is not known who wrote, rules of both directions look. */
export function screenableOf(
  message: Pick<Message, 'number' | 'at' | 'from' | 'language'>,
  text: string,
  hours: BusinessHours,
): Screenable {
  return {
    text,
    number: message.number,
    hours: hours.isOpen(message.at) ? 'within' : 'outside',
    ...(message.from === 'unknown' ? {} : { from: message.from }),
    ...(message.language && { language: message.language }),
  };
}
