/** Where a person asks: each right with its law and what happens next, and below it what they asked for so far. */
import { wordFor } from '../export/texts/words/words.ts';
import { type Html, html } from './html.ts';
import type { Asked, AskedRow } from './read-asked.ts';
import type { AskableKind } from './texts/texts.ts';
import type { Visit } from './visit.ts';

export interface AskState {
  /** Makes each shown form one of its own. */
  readonly form: string;
  /** The request that was sent a moment ago. */
  readonly sent: string | undefined;
  readonly refused: boolean;
}

export function askBody(visit: Visit, asked: Asked, { form, sent, refused }: AskState): Html {
  const { texts, formats } = visit;
  const fresh = asked.requests.find(({ request }) => request.id === sent)?.request;
  const due = fresh && formats.day(fresh.extendedAt ?? fresh.dueAt);
  const kinds = Object.keys(texts.ask.kinds) as AskableKind[];
  return html`${due === undefined ? null : html`<div class="notice" role="status"><strong>${texts.ask.sent}</strong><p>${texts.ask.sentNext(due)}</p></div>`}
${refused ? html`<p class="notice wrong" role="alert">${texts.ask.refusedHere}</p>` : null}
<p>${texts.ask.lead}</p>
${kinds.map((kind) => askFor(visit, asked, kind, `${form}${kind}`))}
<h2>${texts.ask.yours}</h2>
${asked.requests.length === 0 ? html`<p>${texts.ask.none}</p>` : html`<ul class="rows">${asked.requests.map((row) => requestRow(visit, row))}</ul>`}
${asked.corrections.length === 0 ? null : html`<h2>${texts.ask.corrections}</h2><ul class="rows">${asked.corrections.map((one) => correctionRow(visit, one))}</ul>`}`;
}

function askFor(visit: Visit, asked: Asked, kind: AskableKind, form: string): Html {
  const { texts, formats, language } = visit;
  const { name, law, what } = texts.ask.kinds[kind];
  const isAbout = kind === 'correction' && asked.about !== null;
  const isWaiting =
    kind !== 'correction' && asked.requests.some(({ request }) => request.kind === kind && request.state === 'open');
  const body = isWaiting
    ? html`<p>${texts.ask.already}</p>`
    : html`<form method="post" action="/my/${language}/requests">
<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="form" value="${form}">
${kind === 'correction' ? correctionFields(visit, asked) : wordsField(kind, texts.ask.words, false)}
<p>${texts.ask.dueBy(formats.day(asked.dueAt))}</p>
<button>${texts.ask.send}</button>
</form>`;
  return html`<details class="card" id="${kind}"${isAbout ? html` open` : null}><summary><strong>${name}</strong> <span class="quiet">${law}</span></summary>
<p>${what}</p>
${body}
</details>`;
}

function correctionFields({ texts }: Visit, { about }: Asked): Html {
  const { fields, field, correct } = texts.ask;
  if (about !== null) {
    return html`<p>${texts.ask.about}:</p><blockquote class="words">${about.versions.at(-1)?.text ?? about.text ?? ''}</blockquote>
<input type="hidden" name="field" value="message"><input type="hidden" name="message" value="${about.id}">
${wordsField('correction', correct, true)}`;
  }
  const choices = (['name', 'other'] as const).map(
    (one, at) =>
      html`<label><input type="radio" name="field" value="${one}"${at === 0 ? html` checked` : null}>${fields[one]}</label>`,
  );
  return html`<fieldset><legend>${field}</legend>${choices}</fieldset>${wordsField('correction', correct, true)}`;
}

function wordsField(kind: AskableKind, label: string, isRequired: boolean): Html {
  return html`<label for="words-${kind}">${label}</label><textarea id="words-${kind}" name="words" rows="3" maxlength="4000"${isRequired ? html` required` : null}></textarea>`;
}

function requestRow({ texts, words, formats, language }: Visit, { request, words: said, answer }: AskedRow): Html {
  const { id, kind, state, receivedAt, dueAt, extendedAt } = request;
  const standing = request.answer?.kind ?? state;
  const limb = request.answer?.limb ?? null;
  return html`<li id="request-${id}"><strong>${wordFor(words.requestKinds, kind)}</strong>: ${wordFor(words.requestStates, standing)}
<p class="quiet">${texts.ask.received(formats.time(receivedAt))}${state === 'open' ? ` · ${texts.ask.dueBy(formats.day(extendedAt ?? dueAt))}` : ''}</p>
${said === null || request.correction !== null ? null : html`<p class="words">${said}</p>`}
${limb === null ? null : html`<p>${wordFor(words.limbs, limb)}</p>`}
${answer === null ? null : html`<p class="beside words">${answer}</p>`}
${state === 'open' ? html`<form method="post" action="/my/${language}/withdrawals"><input type="hidden" name="request" value="${id}"><button class="plain">${texts.ask.withdraw}</button></form>` : null}
</li>`;
}

function correctionRow(
  { texts, formats }: Visit,
  { field, message, state, text, at }: Asked['corrections'][number],
): Html {
  const about = message ? texts.ask.messageOf(formats.time(message.at)) : texts.ask.fields[field];
  return html`<li><strong>${about}</strong>: ${texts.ask.correctionState[state]} <span class="quiet">${formats.time(at)}</span>
${text === null ? null : html`<p class="${state === 'accepted' ? 'beside words' : 'words'}">${text}</p>`}</li>`;
}
