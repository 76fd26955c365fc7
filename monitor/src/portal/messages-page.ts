/** Shows a page of a person's own messages: it reads like a chat, they on the right. */
import type { ExportedMessage } from '../export/schema.ts';
import { wordFor } from '../export/texts/words/words.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './page.ts';
import type { OwnMessages } from './read-messages.ts';
import type { Visit } from './visit.ts';

export function messagesBody(visit: Visit, { chats, shown, messages, before }: OwnMessages): Html {
  const { texts, language } = visit;
  const here = addressOf(language, 'messages');
  const chatAddress = (id: string) => `${here}?chat=${id}`;
  const earlier = before === null || shown === null ? null : `${chatAddress(shown)}&before=${before}`;
  return html`<p class="quiet">${texts.messages.lead}</p>
${chats.length > 1 ? chatList(visit, chats, shown, chatAddress) : null}
${messages.length === 0 ? html`<p>${texts.messages.none}</p>` : null}
${earlier === null ? null : html`<p><a href="${earlier}">${texts.messages.earlier}</a></p>`}
<ol class="chat">${withDays(visit, messages)}</ol>`;
}

function chatList(
  { texts, words }: Visit,
  chats: OwnMessages['chats'],
  shown: string | null,
  addressOfChat: (id: string) => string,
): Html {
  const links = chats.map(
    ({ id, kind, number }) =>
      html`<li><a href="${addressOfChat(id)}"${id === shown ? html` aria-current="true"` : null}>${kind === 'direct' ? texts.messages.chat(number) : `${words.chatKinds[kind]} · ${number}`}</a></li>`,
  );
  return html`<ul class="rows">${links}</ul>`;
}

function withDays(visit: Visit, messages: readonly ExportedMessage[]): readonly Html[] {
  let day = '';
  return messages.map((message) => {
    const its = visit.formats.day(Date.parse(message.at));
    const separator = its === day ? null : html`<li class="day">${its}</li>`;
    day = its;
    return html`${separator}${bubble(visit, message)}`;
  });
}

function bubble(visit: Visit, message: ExportedMessage): Html {
  const { texts, words, language, formats } = visit;
  const side = message.kind === 'system' ? ' line' : message.by.role === 'you' ? '' : ' theirs';
  const last = message.versions.at(-1);
  const correct = `${addressOf(language, 'ask')}?message=${message.id}#correction`;
  return html`<li class="bubble${side}">
${message.kind === 'system' ? null : html`<p class="quiet">${message.by.label}</p>`}
${message.answers?.text ? html`<blockquote>${message.answers.by.label}: ${message.answers.text}</blockquote>` : null}
${wordsOf(visit, message, last ? last.text : message.text)}
${fileOf(visit, message)}
${last ? html`<details><summary>${texts.messages.edited} · ${texts.messages.was}</summary><p class="words">${message.text ?? texts.messages.damaged}</p>${message.versions.slice(0, -1).map(({ text }) => html`<p class="words">${text ?? texts.messages.damaged}</p>`)}</details>` : null}
${message.deletedAt === null ? null : html`<p class="quiet">${texts.messages.revoked}</p>`}
${message.options.length === 0 ? null : html`<ul>${message.options.map(({ text }) => html`<li>${text}</li>`)}</ul>`}
${message.reactions.length === 0 ? null : html`<p>${message.reactions.map(({ emoji }) => emoji).join(' ')}</p>`}
${message.corrections.map(({ state, text }) => (text === null || state === 'refused' ? null : html`<p class="beside">${state === 'accepted' ? texts.messages.correction(text) : texts.messages.asked(text)}</p>`))}
<p class="meta"><span>${formats.clock(Date.parse(message.at))}</span>${message.kind === 'text' ? html`<a href="${correct}">${texts.messages.correct}</a>` : message.kind === 'system' ? null : html`<span>${wordFor(words.kinds, message.kind)}</span>`}</p>
</li>`;
}

function wordsOf({ texts, words }: Visit, { kind, file }: ExportedMessage, text: string | null): Html | null {
  if (text === null) return html`<p class="quiet">${texts.messages.damaged}</p>`;
  if (text !== '') return html`<p class="words">${text}</p>`;
  return file === null ? html`<p class="quiet">${wordFor(words.kinds, kind)}</p>` : null;
}

function fileOf({ texts, words }: Visit, { kind, file }: ExportedMessage): Html | null {
  if (file === null) return null;
  const name = file.name ?? wordFor(words.kinds, kind);
  const said = file.state === 'kept' ? texts.messages.file(name) : `${name}: ${words.bubble.files[file.state]}`;
  return html`<p class="quiet">${said}</p>`;
}
