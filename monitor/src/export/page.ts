/** One page of a conversation in HTML: it reads like the chat it was, without script and without a network. */
import { createHash } from 'node:crypto';
import type { LineView } from '../api/conversation-views.ts';
import { escapeHtml } from './html.ts';
import type { ExportedMessage } from './schema.ts';
import { exportStyle } from './style.ts';
import { isoOf, type Subject } from './subject.ts';
import { filled } from './texts/texts.ts';
import { wordFor } from './texts/words/words.ts';
import type { Zoned } from './zoned.ts';

export interface ChatPage {
  readonly heading: string;
  readonly messages: readonly ExportedMessage[];
  /** By time. */
  readonly lines: readonly LineView[];
  /** File names in the same folder; null at the ends. */
  readonly earlier: string | null;
  readonly later: string | null;
  /** Only parts of this conversation are in the export. */
  readonly partial: boolean;
  readonly zone: Zoned;
  /** A day, YYYY-MM-DD, in words. */
  dayName(day: string): string;
}

type About = Pick<Subject, 'texts' | 'language'>;

/** The whole document. It lies in `chats/<n>/`, so files are two folders up. */
export function chatPage(subject: About, page: ChatPage): string {
  const { texts } = subject;
  const link = (name: string | null, words: string) =>
    name === null ? '' : `<li><a href="${escapeHtml(name)}">${escapeHtml(words)}</a></li>`;
  const nav =
    `<ul><li><a href="../../index.html">${escapeHtml(texts.back)}</a></li>` +
    `${link(page.earlier, texts.earlier)}${link(page.later, texts.later)}</ul>`;
  const body =
    `<h1>${escapeHtml(page.heading)}</h1>` +
    (page.partial ? `<p>${escapeHtml(texts.onlyYoursLead)}</p>` : '') +
    withDays(subject, page);
  return htmlPage(subject, page.heading, nav, body);
}

/** A page of the export: nothing runs in it, nothing is loaded but the files beside it. */
export function htmlPage({ texts, language }: About, title: string, nav: string, body: string): string {
  const policy = `default-src 'none'; style-src ${styleHash}; img-src 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${exportStyle}</style>
</head>
<body>
<a class="skip" href="#content">${escapeHtml(texts.skip)}</a>
<header><nav aria-label="${escapeHtml(texts.labels.pages)}">${nav}</nav></header>
<main id="content">${body}</main>
</body>
</html>
`;
}

const styleHash = `'sha256-${createHash('sha256').update(exportStyle).digest('base64')}'`;

type Item =
  | { readonly kind: 'message'; readonly at: number; readonly message: ExportedMessage }
  | { readonly kind: 'line'; readonly at: number; readonly line: LineView };

function inOrder({ messages, lines }: ChatPage): readonly Item[] {
  const items: Item[] = lines.map((line) => ({ kind: 'line', at: line.from, line }));
  for (const message of messages) items.push({ kind: 'message', at: Date.parse(message.at), message });
  return lines.length === 0 ? items : items.toSorted((a, b) => a.at - b.at);
}

/** A heading for each day, and below it a list of its own. */
function withDays(about: About, page: ChatPage): string {
  const parts: string[] = [];
  let day = '';
  for (const item of inOrder(page)) {
    const here = page.zone.of(item.at).day;
    if (here !== day) {
      if (day !== '') parts.push('</ol>');
      parts.push(`<h2 class="day">${escapeHtml(page.dayName(here))}</h2><ol class="chat">`);
      day = here;
    }
    parts.push(item.kind === 'message' ? bubble(about, page, item) : note(about, page, item.line));
  }
  if (day !== '') parts.push('</ol>');
  return parts.join('\n');
}

function bubble(about: About, page: ChatPage, item: Item & { readonly kind: 'message' }): string {
  const { texts } = about;
  const { zone } = page;
  const { message } = item;
  const { by, at, kind, text, versions, deletedAt, forwarded, viewOnce, answers, reactions, options, file } = message;
  const marks = [
    kind === 'text' ? '' : wordFor(texts.kinds, kind),
    forwarded ? texts.bubble.forwarded : '',
    viewOnce ? texts.bubble.viewOnce : '',
    message.source === 'import' ? texts.bubble.imported : '',
    versions.length > 0 ? texts.bubble.edited : '',
    deletedAt === null ? '' : texts.bubble.deleted,
  ].filter((mark) => mark !== '');
  const small = `<time datetime="${at}">${zone.of(item.at).time}</time>${marks.map((mark) => ` · ${escapeHtml(mark)}`).join('')}`;
  return (
    `<li class="bubble${by.role === 'you' ? ' you' : ''}" id="m${message.id}"><span class="who">${escapeHtml(by.label)}</span>` +
    (answers ? quote(texts, answers) : '') +
    (file ? fileIn(texts, file, message) : '') +
    words(texts, versions.at(-1)?.text ?? text, text === null && versions.length === 0) +
    (versions.length === 0 ? '' : allVersions(about, message, page)) +
    list(options, (one) => `${one.text} · ${texts.bubble.votes}: ${one.voters.map(({ label }) => label).join(', ')}`) +
    list(reactions, (one) => `${one.emoji} ${one.by.label}`) +
    message.corrections.map((one) => putRight(about, one)).join('') +
    `<span class="small">${small}</span></li>`
  );
}

function words(texts: About['texts'], text: string | null, unreadable: boolean): string {
  if (unreadable) return `<p class="small">${escapeHtml(texts.bubble.unreadable)}</p>`;
  return text === null || text === '' ? '' : `<p dir="auto">${escapeHtml(text)}</p>`;
}

function quote({ bubble: said }: About['texts'], answers: NonNullable<ExportedMessage['answers']>): string {
  if (answers.text === null)
    return `<div class="quote">${escapeHtml(said.answered)} ${escapeHtml(answers.by.label)}</div>`;
  const shown = answers.text.length > 300 ? `${answers.text.slice(0, 300)}…` : answers.text;
  return `<div class="quote">${escapeHtml(said.answered)} ${escapeHtml(answers.by.label)}: <bdi>${escapeHtml(shown)}</bdi></div>`;
}

function allVersions({ texts }: About, { at, text, versions }: ExportedMessage, { zone, dayName }: ChatPage): string {
  const here = zone.of(Date.parse(at)).day;
  const rows = [{ at, text }, ...versions].map((one) => {
    const { day, time } = zone.of(Date.parse(one.at));
    return `<li><time datetime="${one.at}">${day === here ? time : `${escapeHtml(dayName(day))}, ${time}`}</time>: <bdi>${escapeHtml(one.text ?? texts.bubble.unreadable)}</bdi></li>`;
  });
  return `<details><summary>${escapeHtml(texts.bubble.versions)}</summary><ol>${rows.join('')}</ol></details>`;
}

/** Shown where a browser only shows it; all else is a link. */
function fileIn(texts: About['texts'], file: NonNullable<ExportedMessage['file']>, { kind }: ExportedMessage): string {
  if (file.state !== 'kept' || file.path === null) {
    return `<p class="small">${file.state === 'kept' ? '' : escapeHtml(texts.bubble.files[file.state])}</p>`;
  }
  const place = `../../${escapeHtml(file.path)}`;
  const called = escapeHtml(file.name ?? wordFor(texts.kinds, kind));
  if (/\.(jpg|png|webp|gif)$/.test(file.path)) return `<img src="${place}" alt="${called}" loading="lazy">`;
  if (/\.(ogg|opus|mp3|m4a|aac)$/.test(file.path))
    return `<audio controls preload="none" src="${place}" aria-label="${called}"></audio>`;
  if (/\.(mp4|3gp|webm)$/.test(file.path))
    return `<video controls preload="none" src="${place}" aria-label="${called}"></video>`;
  return `<p><a href="${place}" download>${escapeHtml(texts.bubble.open)}: <bdi>${called}</bdi></a></p>`;
}

function list<T>(some: readonly T[], line: (one: T) => string): string {
  if (some.length === 0) return '';
  return `<ul class="small">${some.map((one) => `<li>${escapeHtml(line(one))}</li>`).join('')}</ul>`;
}

function putRight({ texts }: About, { state, text }: ExportedMessage['corrections'][number]): string {
  const said = `${texts.bubble.correction} (${wordFor(texts.correctionStates, state)})`;
  return `<div class="put-right"><span class="small">${escapeHtml(said)}</span>${words(texts, text, text === null)}</div>`;
}

/** A quiet line between messages. */
function note(about: About, { zone, dayName }: ChatPage, line: LineView): string {
  const { texts } = about;
  // The line stands below the heading of its day.
  const here = zone.of(line.from).day;
  const instant = (at: number) => {
    const { day, time } = zone.of(at);
    return day === here ? time : `${dayName(day)}, ${time}`;
  };
  switch (line.kind) {
    case 'withheld': {
      const reason = texts.lines.withheldReasons[line.reason];
      const count = line.more ? `${line.count}+` : line.count;
      return noted(line.from, filled(texts.lines.withheld, { count, reason }), zone);
    }
    case 'gap': {
      const content = texts.lines.gapContent[line.content];
      const from = instant(line.from);
      return line.to === null
        ? noted(line.from, filled(texts.lines.gapOpen, { from, content }), zone)
        : noted(line.from, filled(texts.lines.gap, { from, to: instant(line.to), content }), zone);
    }
    case 'notice':
      return noted(line.from, texts.lines.notice, zone, line.text);
    case 'consent':
      return noted(line.from, wordFor(texts.consents, line.event), zone);
    default:
      return line satisfies never;
  }
}

function noted(at: number, sentence: string, zone: Zoned, text: string | null = null): string {
  const time = `<time datetime="${isoOf(at)}">${zone.of(at).time}</time>`;
  return `<li class="note">${time} · ${escapeHtml(sentence)}${text === null ? '' : `<p dir="auto">${escapeHtml(text)}</p>`}</li>`;
}
