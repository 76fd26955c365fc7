/** Shows a person what is kept about them, on one page: themselves, the controller, how much, what they were told, who looked. */
import type { ExportedFacts } from '../export/schema.ts';
import { wordFor } from '../export/texts/words/words.ts';
import type { Held } from './held.ts';
import { type Filling, type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

/** Rows of who looked that are shown at once, newest first; the file to download holds all. */
const mostReaders = 50;

export function summaryBody(visit: Visit, facts: ExportedFacts, held: Held): Html {
  const { texts, formats, share } = visit;
  return html`${share.since === null ? null : html`<p class="notice">${texts.summary.since(formats.time(share.since))}</p>`}
${you(visit, facts)}
<h2>${texts.summary.controller}</h2>
${facts.numbers.map((number) => controller(visit, number))}
<p class="quiet">${texts.summary.screened}</p>
<h2>${texts.summary.kept}</h2>
${kept(visit, facts, held)}
<h2>${texts.summary.timeline}</h2>
${timeline(visit, facts)}
<h2>${texts.summary.readers}</h2>
<p class="quiet">${texts.summary.readersLead}</p>
${readers(visit, facts)}`;
}

function you({ texts }: Visit, { persons, corrections }: ExportedFacts): Html {
  const { summary } = texts;
  const unlessNone = (values: readonly (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].join(' · ') || summary.none;
  const beside = corrections
    .filter(({ field, state }) => field !== 'message' && state === 'accepted')
    .map(({ text }) => (text === null ? null : html`<p class="beside">${summary.beside(text)}</p>`));
  return html`<h2>${summary.you}</h2>
<div class="card">${list([
    [summary.name, html`<p>${unlessNone(persons.map(({ name }) => name))}</p>${beside}`],
    [summary.phone, unlessNone(persons.map(({ phone }) => phone))],
  ])}</div>`;
}

function controller({ texts, words }: Visit, number: ExportedFacts['numbers'][number]): Html {
  const { summary, unknown } = texts;
  const { policy, basis, purposes, retentionMonths } = number;
  return html`<div class="card"><h3>${number.controller ?? unknown}</h3>${list([
    [summary.number, number.number],
    [summary.dpo, number.dpoContact ?? unknown],
    [summary.basis, basis === null ? unknown : wordFor(words.bases, basis)],
    [summary.purposes, purposes.map((purpose) => wordFor(words.purposes, purpose)).join(', ') || unknown],
    [summary.retention, retentionMonths === null ? unknown : summary.months(retentionMonths)],
    [summary.policy, policy === null ? unknown : policyLink(policy)],
  ])}</div>`;
}

/** The company typed it: only an address of the web becomes a link. */
function policyLink(address: string): Filling {
  return /^https?:\/\//.test(address) ? html`<a href="${address}" rel="noreferrer">${address}</a>` : address;
}

function kept({ texts, formats }: Visit, { consents }: ExportedFacts, held: Held): Html {
  const { summary } = texts;
  const timeOf = (at: number | null) => (at === null ? summary.none : formats.time(at));
  return html`<div class="card">${list([
    [summary.messages, formats.figure(held.messages)],
    ...(held.files === null ? [] : [[summary.files, formats.figure(held.files)] as const]),
    ...(held.groups === 0 ? [] : [[summary.groups, formats.figure(held.groups)] as const]),
    [summary.notices, formats.figure(consents.length)],
    [summary.first, timeOf(held.firstAt)],
    [summary.last, timeOf(held.lastAt)],
  ])}</div>`;
}

function timeline({ texts, words, formats }: Visit, { consents }: ExportedFacts): Html {
  if (consents.length === 0) return html`<p>${texts.summary.noTimeline}</p>`;
  const rows = consents.map(
    ({ kind, at, text, number }) =>
      html`<li><strong>${wordFor(words.consents, kind)}</strong> <span class="quiet">${formats.time(Date.parse(at))} · ${number}</span>${text === null ? null : html`<details><summary>${texts.summary.words}</summary><p class="words">${text}</p></details>`}</li>`,
  );
  return html`<ul class="rows">${rows}</ul>`;
}

function readers({ texts, words, formats }: Visit, { readers }: ExportedFacts): Html {
  if (readers.length === 0) return html`<p>${texts.summary.noReaders}</p>`;
  const rows = readers
    .slice(-mostReaders)
    .toReversed()
    .map(
      ({ role, what, at }) =>
        html`<li>${wordFor(words.roles, role)}: ${wordFor(words.looks, what)} <span class="quiet">${formats.time(Date.parse(at))}</span></li>`,
    );
  return html`<ul class="rows">${rows}</ul>`;
}

function list(rows: readonly (readonly [string, Filling])[]): Html {
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
