/** The frame of every page of the portal: language, parts, how long it stays open. */
import type { Language } from '@atalaia/storage';
import { type Html, html } from './html.ts';
import { offered, textsIn } from './texts/texts.ts';

export type Part = 'summary' | 'messages' | 'download' | 'ask';

/** Addresses of the parts below `/my/<language>`. */
const places: Readonly<Record<Part, string>> = {
  summary: '',
  messages: '/messages',
  download: '/download',
  ask: '/ask',
};

export function addressOf(language: Language, part: Part): string {
  return `/my/${language}${places[part]}`;
}

/** A page of an open link. */
export interface OpenFrame {
  readonly part: Part;
  /** Until when the link lives, as it is written. */
  readonly until: string;
}

export interface PageContent {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Absent at the door and where nothing of anybody is shown. */
  readonly open?: OpenFrame;
}

/** The whole document. */
export function pageOf({ language, title, body, open }: PageContent): string {
  const texts = textsIn(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · ${texts.brand}</title>
<link rel="icon" type="image/svg+xml" href="/mark.svg">
<link rel="stylesheet" href="/portal.css">
<script src="/portal.js" defer></script>
</head>
<body${open === undefined ? null : html` data-watch`}>
<a class="skip" href="#content">${texts.skip}</a>
<header class="top">
<span class="brand"><img src="/mark.svg" alt="" width="28" height="28">${texts.brand}</span>
${languages(language, open)}
</header>
${open === undefined ? null : parts(language, open.part)}
<main id="content">
<h1>${title}</h1>
${body}
</main>
${open === undefined ? null : foot(language, open)}
</body>
</html>
`.source;
}

function languages(current: Language, open: OpenFrame | undefined): Html {
  const links = offered.map((language) => {
    const address = open === undefined ? `/?lang=${language}` : addressOf(language, open.part);
    return html`<a href="${address}" lang="${language}" hreflang="${language}"${open === undefined ? html` data-keep-secret` : null}${language === current ? html` aria-current="true"` : null}>${textsIn(language).languageName}</a>`;
  });
  return html`<nav class="languages" aria-label="${textsIn(current).chooseLanguage}">${links}</nav>`;
}

function parts(language: Language, current: Part): Html {
  const { nav } = textsIn(language);
  const links = (Object.keys(places) as Part[]).map(
    (part) =>
      html`<li><a href="${addressOf(language, part)}"${part === current ? html` aria-current="page"` : null}>${nav[part]}</a></li>`,
  );
  return html`<nav class="parts" aria-label="${nav.label}"><ul>${links}</ul></nav>`;
}

function foot(language: Language, { until }: OpenFrame): Html {
  const texts = textsIn(language);
  return html`<footer class="foot">
<p>${texts.until(until)}</p>
<form method="post" action="/my/end"><p>${texts.end.lead}</p><button class="plain">${texts.end.button}</button></form>
</footer>`;
}
