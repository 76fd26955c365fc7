/** The first page of an export: who the person is to the company, where the conversations are, what was told, asked and seen. */
import { escapeHtml } from './html.ts';
import { htmlPage } from './page.ts';
import type { ExportedChat, ExportedFacts } from './schema.ts';
import { isoOf, type Subject } from './subject.ts';
import type { ExportTexts } from './texts/texts.ts';
import { wordFor } from './texts/words/words.ts';

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

export function indexPage(subject: Subject, content: IndexContent): string {
  const { texts, language, at, since } = subject;
  const { facts, chats } = content;
  const pagesOf = Map.groupBy(content.pages, ({ chat }) => chat);
  const { labels, sections } = texts;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const made = `<p>${escapeHtml(texts.made)} <time datetime="${isoOf(at)}">${escapeHtml(day.format(at))} UTC</time>.</p>`;
  const from = since === null ? '' : `<p>${escapeHtml(texts.since)} ${escapeHtml(day.format(since))} UTC.</p>`;
  const shared = chats.some(({ kind }) => kind !== 'direct') ? `<p>${escapeHtml(texts.onlyYoursLead)}</p>` : '';
  const body = [
    `<h1>${escapeHtml(texts.title)}</h1><p>${escapeHtml(texts.lead)}</p>${made}${from}`,
    section(sections.identity, facts.persons.map((person) => identity(texts, person)).join('')),
    section(sections.controller, facts.numbers.map((number) => controller(texts, number)).join('')),
    section(
      sections.chats,
      shared + chats.map((chat) => chatLinks(subject, chat, pagesOf.get(chat.chat) ?? [])).join(''),
    ),
    section(sections.consents, consentTable(texts, facts)),
    section(sections.corrections, correctionTable(texts, facts)),
    section(sections.requests, requestTable(texts, facts)),
    section(
      sections.readers,
      table(
        texts,
        [labels.when, labels.who, labels.what],
        facts.readers.map((look) => [look.at, wordFor(texts.roles, look.role), wordFor(texts.looks, look.what)]),
      ),
    ),
    section(
      sections.recipients,
      table(
        texts,
        [labels.when, labels.who, labels.what],
        facts.recipients.map((one) => [one.at, wordFor(texts.roles, one.role), wordFor(texts.handed, one.what)]),
      ),
    ),
    workSections(texts, facts),
    section(sections.notIn, items(texts.notIn)),
    section(
      sections.files,
      items(texts.files.map(([name, what]) => `${name}: ${what}`)) +
        (content.noPdf === null ? '' : `<p>${escapeHtml(content.noPdf)}</p>`),
    ),
    section(sections.proof, items(texts.proof) + rows([[labels.fingerprint, content.fingerprint]])),
  ].join('\n');
  const nav = `<ul>${chats.map(({ chat, kind, number }) => `<li><a href="#chat${chat}">${escapeHtml(texts.chatKinds[kind])} ${escapeHtml(number)}</a></li>`).join('')}</ul>`;
  return htmlPage(subject, texts.title, nav, body);
}

function identity(texts: ExportTexts, person: ExportedFacts['persons'][number]): string {
  const { labels } = texts;
  return rows([
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
    [labels.metAt, person.metAt ?? texts.notKnown],
  ]);
}

function controller(texts: ExportTexts, number: ExportedFacts['numbers'][number]): string {
  const { labels } = texts;
  return rows([
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
  { texts }: Subject,
  { chat, kind, number, messages }: ExportedChat,
  pages: readonly PageLink[],
): string {
  const inMonth = Map.groupBy(pages, ({ month }) => month);
  const links = pages.map(({ month, path }, index) => {
    const part = (inMonth.get(month)?.length ?? 0) > 1 ? ` (${index + 1})` : '';
    return `<li><a href="${escapeHtml(path)}">${month}${part}</a></li>`;
  });
  const name = `${texts.chatKinds[kind]} ${number}`;
  const note = kind === 'direct' ? '' : ` (${texts.onlyYours})`;
  return (
    `<h3 id="chat${chat}">${escapeHtml(name)}</h3>` +
    `<p>${escapeHtml(`${texts.labels.messages}: ${messages}${note}`)}</p>` +
    (links.length === 0 ? '' : `<nav aria-label="${escapeHtml(`${name} ${chat}`)}"><ul>${links.join('')}</ul></nav>`)
  );
}

function consentTable(texts: ExportTexts, { consents }: ExportedFacts): string {
  const { labels } = texts;
  return table(
    texts,
    [labels.when, labels.what, labels.how, labels.basis, labels.text, labels.hash],
    consents.map((one) => [
      one.at,
      wordFor(texts.consents, one.kind),
      wordFor(texts.how, one.how),
      one.basis === null ? '' : wordFor(texts.bases, one.basis),
      one.text ?? '',
      one.sha256 ?? '',
    ]),
  );
}

function correctionTable(texts: ExportTexts, { corrections }: ExportedFacts): string {
  const { labels } = texts;
  return table(
    texts,
    [labels.when, labels.what, labels.text, labels.state],
    corrections.map((one) => [
      one.at,
      wordFor(texts.correctionFields, one.field),
      one.text ?? '',
      wordFor(texts.correctionStates, one.state),
    ]),
  );
}

function requestTable(texts: ExportTexts, { requests }: ExportedFacts): string {
  const { labels } = texts;
  return table(
    texts,
    [labels.when, labels.kind, labels.text, labels.due, labels.answer],
    requests.map((one) => [
      one.receivedAt,
      wordFor(texts.requestKinds, one.kind),
      one.words ?? '',
      one.dueAt,
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
function workSections(texts: ExportTexts, { roster, policies }: ExportedFacts): string {
  const { labels, sections } = texts;
  const work = table(
    texts,
    [labels.number, labels.device, labels.from, labels.to],
    roster.map(({ number, device, from, to }) => [number, device === null ? '' : String(device), from, to ?? '']),
  );
  const known = table(
    texts,
    [labels.when, labels.number, labels.hash, labels.text],
    policies.map(({ at, number, sha256, text }) => [at, number, sha256, text ?? '']),
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

function rows(pairs: readonly (readonly [string, string])[]): string {
  return `<dl>${pairs.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd dir="auto">${escapeHtml(value)}</dd>`).join('')}</dl>`;
}

function table(texts: ExportTexts, heads: readonly string[], lines: readonly (readonly string[])[]): string {
  if (lines.length === 0) return `<p>${escapeHtml(texts.nothing)}</p>`;
  const head = heads.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('');
  const body = lines.map(
    (cells) => `<tr>${cells.map((cell) => `<td dir="auto">${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}
