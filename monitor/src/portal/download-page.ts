/** Where a person downloads their data: asked for, being prepared with a figure, ready. */
import type { Export } from '@atalaia/storage';
import { type Html, html } from './html.ts';
import { addressOf } from './page.ts';
import type { Visit } from './visit.ts';

export type DownloadState = 'none' | 'preparing' | 'ready' | 'failed';

export function stateOfDownload(own: Export | undefined): DownloadState {
  if (own === undefined) return 'none';
  switch (own.state) {
    case 'removed':
      return 'none';
    case 'waiting':
    case 'running':
      return 'preparing';
    case 'done':
      return 'ready';
    case 'failed':
      return 'failed';
    default:
      return own.state satisfies never;
  }
}

/** `doubts`: it was refused, since the person may be two. */
export function downloadBody(visit: Visit, own: Export | undefined, fingerprint: string, doubts: boolean): Html {
  const { download } = visit.texts;
  const state = stateOfDownload(own);
  return html`<p>${download.lead}</p>
${doubts ? html`<p class="notice wrong" role="alert">${download.doubts}</p>` : null}
${state === 'failed' ? html`<p class="notice wrong" role="alert">${download.failed}</p>` : null}
${state === 'none' || state === 'failed' ? beginForm(visit) : null}
${own && state === 'preparing' ? progress(visit, own) : null}
${own && state === 'ready' ? ready(visit, own, fingerprint) : null}`;
}

/** How far it is, in words. */
export function figureOf({ texts, formats }: Visit, { done, total }: Pick<Export, 'done' | 'total'>): string {
  return texts.download.progress(formats.figure(done), formats.figure(Math.max(done, total)));
}

function beginForm({ texts, language }: Visit): Html {
  return html`<form method="post" action="${addressOf(language, 'download')}"><p>${texts.download.next}</p><button>${texts.download.begin}</button></form>`;
}

function progress(visit: Visit, own: Export): Html {
  const { texts, language } = visit;
  return html`<p role="status"><strong>${texts.download.running}</strong>: <span data-figure>${figureOf(visit, own)}</span></p>
<progress aria-label="${texts.download.running}" max="${Math.max(1, own.total)}" value="${own.done}"></progress>
<noscript><p><a href="${addressOf(language, 'download')}">${texts.download.again}</a></p></noscript>`;
}

function ready({ texts, formats, share }: Visit, { size, sha256 }: Export, fingerprint: string): Html {
  const { download } = texts;
  return html`<div class="notice" role="status"><strong>${download.ready}</strong><p>${download.until(formats.time(share.expiresAt))}</p></div>
<p><a class="button" href="/my/file" download>${download.file(formats.size(size ?? 0))}</a></p>
<dl><dt>${download.hash}</dt><dd class="code">${sha256 ?? ''}</dd><dt>${download.fingerprint}</dt><dd><span class="code">${fingerprint}</span><p class="hint">${download.fingerprintLead}</p></dd></dl>`;
}
