/** The first page of an export: who the person is to the company, where the conversations are, what was told, asked and seen. */
import { escapeHtml } from './html.ts';
import { monthNames } from './month-names.ts';
import { htmlPage } from './page.ts';
import type { ExportedChat, ExportedFacts } from './schema.ts';
import { isoOf, type Subject } from './subject.ts';
import type { ExportTexts } from './texts/texts.ts';
import { wordFor } from './texts/words/words.ts';

/** An instant, ISO 8601, as an element that shows it in the reader's words. */
type When = (iso: string) => string;
/** Plain text, or an instant. */
type Cell = string | { readonly at: string };

/** A page of a chat, as the first page links it. */
export interface PageLink {
  readonly chat: number;
  /** YYYY-MM. */
  readonly month: string;
  /** Below the folder of the export. */
  readonly path: string;
}

export interface IndexContent {
  readonly facts: ExportedFacts;
  readonly chats: readonly ExportedChat[];
  readonly pages: readonly PageLink[];
  readonly fingerprint: string;
  /** Why there is no PDF; null if there is one. */
  readonly noPdf: string | null;
}

/** The whole page as HTML; every word of a person in it is escaped. */
export function indexPage(subject: Subject, content: IndexContent): string {
  const { texts, at, since } = subject;
  const { facts, chats } = content;
  const pagesOf = Map.groupBy(content.pages, ({ chat }) => chat);
  const { labels, sections } = texts;
  const when = timesIn(subject, chats[0]?.zone ?? 'UTC');
  const made = `<p>${escapeHtml(texts.made)} ${when(isoOf(at))}.</p>`;
  const from = since === null ? '' : `<p>${escapeHtml(texts.since)} ${when(isoOf(since))}.</p>`;
  const nameOf = monthNames(subject.language);
  const shared = chats.some(({ kind }) => kind !== 'direct') ? `<p>${escapeHtml(texts.onlyYoursLead)}</p>` : '';
  const body = [
    `<h1>${escapeHtml(texts.title)}</h1><p>${escapeHtml(texts.lead)}</p>${made}${from}`,
    section(sections.identity, facts.persons.map((person) => identity(texts, person, when)).join('')),
    section(sections.controller, facts.numbers.map((number) => controller(texts, number)).join('')),
    section(
      sections.chats,
      shared + chats.map((chat) => chatLinks(texts, chat, pagesOf.get(chat.chat) ?? [], nameOf)).join(''),
    ),
    section(sections.consents, toldAndAnswered(texts, facts, when)),
    section(sections.corrections, correctionTable(texts, facts, when)),
    section(sections.requests, requestTable(texts, facts, when)),
    section(
      sections.readers,
      table(
        texts,
        when,
        [labels.when, labels.who, labels.what],
        facts.readers.map((look) => [
          { at: look.at },
          wordFor(texts.roles, look.role),
          wordFor(texts.looks, look.what),
        ]),
      ),
    ),
    section(
      sections.recipients,
      table(
        texts,
        when,
        [labels.when, labels.who, labels.what],
        facts.recipients.map((one) => [
          { at: one.at },
          wordFor(texts.roles, one.role),
          wordFor(texts.handed, one.what),
        ]),
      ),
    ),
    workSections(texts, facts, when),
    section(sections.notIn, items(texts.notIn)),
    section(
      sections.files,
      items(texts.files.map(([name, what]) => `${name}: ${what}`)) +
        (content.noPdf === null ? '' : `<p>${escapeHtml(content.noPdf)}</p>`),
    ),
    section(sections.proof, items(texts.proof) + plainRows([[labels.fingerprint, content.fingerprint]])),
  ].join('\n');
  const nav = `<ul>${chats.map(({ chat, kind, number }) => `<li><a href="#chat${chat}">${escapeHtml(texts.chatKinds[kind])} ${escapeHtml(number)}</a></li>`).join('')}</ul>`;
  return htmlPage(subject, texts.title, nav, body);
}

/** With the zone, so that nobody has to guess it. */
function timesIn({ language }: Subject, timeZone: string): When {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone });
  const zone = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' });
  const nameAt = (at: Date) => zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return (iso) => {
    const at = new Date(iso);
    return `<time datetime="${escapeHtml(iso)}">${escapeHtml(`${format.format(at)} (${nameAt(at)})`)}</time>`;
  };
}

function identity(texts: ExportTexts, person: ExportedFacts['persons'][number], when: When): string {
  const { labels } = texts;
  return rows(when, [
    [labels.name, person.name ?? texts.notKnown],
    [labels.phone, person.phone ?? texts.notKnown],
    [labels.role, wordFor(texts.roles, person.role)],
    [labels.state, wordFor(texts.states, person.state)],
    [labels.notice, wordFor(texts.notices, person.notice)],
    [
      labels.knownBy,
      person.knownBy
        .map(({ kind, source }) => `${wordFor(texts.aliases, kind)} (${wordFor(texts.sources, source)})`)
        .join(', ') || texts.notKnown,
    ],
    [labels.metAt, person.metAt === null ? texts.notKnown : { at: person.metAt }],
  ]);
}

function controller(texts: ExportTexts, number: ExportedFacts['numbers'][number]): string {
  const { labels } = texts;
  return plainRows([
    [labels.number, number.number],
    [labels.controller, number.controller ?? texts.notKnown],
    [labels.dpoContact, number.dpoContact ?? texts.notKnown],
    [labels.policy, number.policy ?? texts.notKnown],
    [labels.basis, number.basis === null ? texts.notKnown : wordFor(texts.bases, number.basis)],
    [labels.purposes, number.purposes.map((purpose) => wordFor(texts.purposes, purpose)).join(', ') || texts.notKnown],
    [labels.retention, number.retentionMonths === null ? texts.notKnown : String(number.retentionMonths)],
  ]);
}

function chatLinks(
  texts: ExportTexts,
  { chat, kind, number, messages }: ExportedChat,
  pages: readonly PageLink[],
  nameOf: (month: string) => string,
): string {
  const inMonth = Map.groupBy(pages, ({ month }) => month);
  const links = pages.map(({ month, path }, index) => {
    const part = (inMonth.get(month)?.length ?? 0) > 1 ? ` (${index + 1})` : '';
    return `<li><a href="${escapeHtml(path)}">${escapeHtml(nameOf(month))}${part}</a></li>`;
  });
  const name = `${texts.chatKinds[kind]} ${number}`;
  const note = kind === 'direct' ? '' : ` (${texts.onlyYours})`;
  return (
    `<h3 id="chat${chat}">${escapeHtml(name)}</h3>` +
    `<p>${escapeHtml(`${texts.labels.messages}: ${messages}${note}`)}</p>` +
    (links.length === 0 ? '' : `<nav aria-label="${escapeHtml(`${name} ${chat}`)}"><ul>${links.join('')}</ul></nav>`)
  );
}

/** Each text stands once, below the table: the same notice is sent, delivered, read. */
function toldAndAnswered(texts: ExportTexts, { consents }: ExportedFacts, when: When): string {
  const { labels } = texts;
  const said = new Map<string, { readonly text: string; readonly number: number }>();
  for (const { text, sha256 } of consents) {
    if (text !== null && sha256 !== null && !said.has(sha256)) said.set(sha256, { text, number: said.size + 1 });
  }
  const lines = consents.map((one): readonly Cell[] => {
    const text = said.get(one.sha256 ?? '');
    return [
      { at: one.at },
      wordFor(texts.consents, one.kind),
      wordFor(texts.how, one.how),
      one.basis === null ? '' : wordFor(texts.bases, one.basis),
      text ? `${labels.text} ${text.number}` : (one.text ?? one.sha256 ?? ''),
    ];
  });
  const below = [...said].map(
    ([sha256, { text, number }]) =>
      `<h3>${escapeHtml(`${labels.text} ${number}`)}</h3><p class="said" dir="auto">${escapeHtml(text)}</p>` +
      plainRows([[labels.hash, sha256]]),
  );
  return table(texts, when, [labels.when, labels.what, labels.how, labels.basis, labels.text], lines) + below.join('');
}

function correctionTable(texts: ExportTexts, { corrections }: ExportedFacts, when: When): string {
  const { labels } = texts;
  return table(
    texts,
    when,
    [labels.when, labels.what, labels.text, labels.state],
    corrections.map((one) => [
      { at: one.at },
      wordFor(texts.correctionFields, one.field),
      one.text ?? '',
      wordFor(texts.correctionStates, one.state),
    ]),
  );
}

function requestTable(texts: ExportTexts, { requests }: ExportedFacts, when: When): string {
  const { labels } = texts;
  return table(
    texts,
    when,
    [labels.when, labels.kind, labels.text, labels.due, labels.answer],
    requests.map((one) => [
      { at: one.receivedAt },
      wordFor(texts.requestKinds, one.kind),
      one.words ?? '',
      { at: one.dueAt },
      [
        wordFor(texts.requestStates, one.answer ?? one.state),
        one.limb === null ? '' : wordFor(texts.limbs, one.limb),
        one.answerText ?? '',
      ]
        .filter((part) => part !== '')
        .join('\n'),
    ]),
  );
}

/** Of agents only. */
function workSections(texts: ExportTexts, { roster, policies }: ExportedFacts, when: When): string {
  const { labels, sections } = texts;
  const work = table(
    texts,
    when,
    [labels.number, labels.device, labels.from, labels.to],
    roster.map(({ number, device, from, to }) => [
      number,
      device === null ? '' : String(device),
      { at: from },
      to === null ? '' : { at: to },
    ]),
  );
  const known = table(
    texts,
    when,
    [labels.when, labels.number, labels.hash, labels.text],
    policies.map(({ at, number, sha256, text }) => [{ at }, number, sha256, text ?? '']),
  );
  return (
    (roster.length === 0 ? '' : section(sections.roster, work)) +
    (policies.length === 0 ? '' : section(sections.policies, known))
  );
}

function section(title: string, body: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
}

function items(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}

function plainRows(pairs: readonly (readonly [string, string])[]): string {
  return rows(escapeHtml, pairs);
}

function rows(when: When, pairs: readonly (readonly [string, Cell])[]): string {
  return `<dl>${pairs.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd dir="auto">${shown(when, value)}</dd>`).join('')}</dl>`;
}

function table(texts: ExportTexts, when: When, heads: readonly string[], lines: readonly (readonly Cell[])[]): string {
  if (lines.length === 0) return `<p>${escapeHtml(texts.nothing)}</p>`;
  const head = heads.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('');
  const body = lines.map(
    (cells) => `<tr>${cells.map((cell) => `<td dir="auto">${shown(when, cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function shown(when: When, cell: Cell): string {
  return typeof cell === 'string' ? escapeHtml(cell) : when(cell.at);
}
