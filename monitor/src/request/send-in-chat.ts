/** Whoever asked in the chat is told there what became of it: with the dpo's text, and never with their data. */
import type { NumberLink } from '@atalaia/connector';
import type { NumberId, Request } from '@atalaia/storage';
import type { ToldOfPersons } from '../person/tell-numbers.ts';

export interface SendInChat {
  readonly links: { link(number: NumberId): (ToldOfPersons & Pick<NumberLink, 'say'>) | undefined };
}

/** Whether it goes; it is durable then. A number that is not open or not armed says nothing: the text is the dpo's to send. */
export function sendInChat({ links }: SendInChat, { source, number, person }: Request, text: string): boolean {
  if (source !== 'whatsapp' || number === null || person === null) return false;
  return links.link(number)?.say(person, text) ?? false;
}
