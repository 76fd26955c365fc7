/** The kinds of messages that are words: text, places, contact cards, polls, calls as they are noted in a chat. */
import type { proto } from '@whiskeysockets/baileys';
import type { Content } from '../content.ts';
import { cardText } from './contact-card.ts';

export function textContent(message: proto.IMessage): Content | undefined {
  const { locationMessage, liveLocationMessage, contactMessage, contactsArrayMessage } = message;
  const text = message.conversation ?? message.extendedTextMessage?.text;
  if (typeof text === 'string') return { kind: 'text', text };
  if (locationMessage) return { kind: 'location', text: lines(place(locationMessage)) };
  if (liveLocationMessage) {
    return { kind: 'location', text: lines([point(liveLocationMessage), liveLocationMessage.caption]) };
  }
  if (contactMessage) return { kind: 'contact', text: card(contactMessage) };
  if (contactsArrayMessage) {
    const cards = (contactsArrayMessage.contacts ?? []).map(card);
    return { kind: 'contact', text: [contactsArrayMessage.displayName, ...cards].filter(Boolean).join('\n\n') };
  }
  const poll = pollIn(message);
  if (poll) {
    return { kind: 'poll', text: [poll.name ?? '', ...(poll.options ?? []).map((o) => o.optionName ?? '')].join('\n') };
  }
  return callIn(message);
}

function place(location: proto.Message.ILocationMessage) {
  return [location.name, location.address, point(location), location.url, location.comment];
}

/** A point on earth as a URI that needs no language (RFC 5870). */
function point({ degreesLatitude, degreesLongitude }: proto.Message.ILocationMessage): string {
  return `geo:${degreesLatitude ?? 0},${degreesLongitude ?? 0}`;
}

function card({ displayName, vcard }: proto.Message.IContactMessage): string {
  return cardText(displayName ?? '', vcard ?? '');
}

function pollIn(message: proto.IMessage): proto.Message.IPollCreationMessage | undefined {
  return (
    message.pollCreationMessage ??
    message.pollCreationMessageV2 ??
    message.pollCreationMessageV3 ??
    message.pollCreationMessageV5 ??
    undefined
  );
}

function callIn({
  call,
  callLogMesssage,
  bcallMessage,
  scheduledCallCreationMessage,
}: proto.IMessage): Content | undefined {
  if (callLogMesssage)
    return { kind: 'call', text: `${callLogMesssage.isVideo ? '📹' : '📞'} ${duration(callLogMesssage)}` };
  if (bcallMessage) return { kind: 'call', text: bcallMessage.caption ?? '' };
  if (scheduledCallCreationMessage) return { kind: 'call', text: scheduledCallCreationMessage.title ?? '' };
  return call ? { kind: 'call', text: '' } : undefined;
}

/** Minutes and seconds; a cross for a call that nobody took. */
function duration({ durationSecs }: proto.Message.ICallLogMessage): string {
  const seconds = Number(durationSecs ?? 0);
  if (!(seconds > 0)) return '✕';
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function lines(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part).join('\n');
}
