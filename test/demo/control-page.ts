/** A small page beside the dashboard with the links of each role and the buttons that cause trouble. Forms only, no script. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Language } from '@atalaia/storage';
import { type ControlTexts, controlTexts } from './control-texts.ts';
import { rightsTexts, sayShown } from './rights-texts.ts';
import type { RightsShown } from './rights-trouble.ts';
import { type TroubleName, type Troubles, troubleNames } from './trouble.ts';

export interface ControlPage extends AsyncDisposable {
  readonly url: string;
}

export interface ControlParts {
  readonly troubles: Pick<Troubles, 'cause'>;
  /** One-time links by what the visitor comes in as. */
  readonly links: Readonly<Record<keyof ControlTexts['roles'], string>>;
  readonly dashboard: string;
  readonly language: Language;
  /** Told what a button ran into. */
  readonly reportFault: (fault: unknown) => void;
}

const languages: readonly Language[] = ['pt-BR', 'en', 'es'];

/** What the last trouble showed; too long for an address. */
interface Heard {
  last: RightsShown | undefined;
}

/** On a free loopback port. */
export async function openControlPage(parts: ControlParts): Promise<ControlPage> {
  const heard: Heard = { last: undefined };
  const server = createServer((request, response) => {
    answer(parts, heard, origin(), request, response).catch(parts.reportFault);
  });
  const origin = () => {
    const address = server.address();
    return `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  };
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: origin(),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  parts: ControlParts,
  heard: Heard,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', origin);
  const language = languages.find((one) => one === url.searchParams.get('lang')) ?? parts.language;
  // Other pages in the visitor's browser may not press these buttons, nor read the links.
  const foreign = request.headers.host !== new URL(origin).host;
  const pressedElsewhere = request.method === 'POST' && request.headers.origin !== origin;
  if (foreign || pressedElsewhere) {
    response.writeHead(403).end();
    return;
  }
  if (request.method === 'GET' && url.pathname === '/') {
    show(parts, response, { language, said: url.searchParams.get('said'), heard: heard.last });
    return;
  }
  const trouble = troubleNames.find((name) => url.pathname === `/trouble/${name}`);
  if (request.method !== 'POST' || trouble === undefined) {
    response.writeHead(404).end();
    return;
  }
  heard.last = undefined;
  const said = await parts.troubles.cause(trouble).then(
    (shown) => {
      heard.last = shown;
      return trouble;
    },
    (fault: unknown) => {
      parts.reportFault(fault);
      return 'failed';
    },
  );
  response.writeHead(303, { location: `/?lang=${language}&said=${said}` }).end();
}

function show(
  { links, dashboard }: ControlParts,
  response: ServerResponse,
  {
    language,
    said,
    heard,
  }: { readonly language: Language; readonly said: string | null; readonly heard: RightsShown | undefined },
): void {
  const texts = controlTexts[language];
  const nonce = randomBytes(16).toString('base64');
  const done = troubleNames.find((name) => name === said);
  const shown = done === undefined ? undefined : heard;
  const status = shown
    ? sayShown(shown, language)
    : done
      ? texts.troubles[done].done
      : said === 'failed'
        ? texts.failed
        : '';
  const button = (name: TroubleName) => `<li><form method="post" action="/trouble/${name}?lang=${language}">
<button>${escaped(texts.troubles[name].label)}</button></form><p>${escaped(texts.troubles[name].look)}</p></li>`;
  const link = ([role, text]: [string, string]) =>
    `<li><a href="${escaped(links[role as keyof typeof links])}" rel="noreferrer" target="_blank">${escaped(text)}</a></li>`;
  const other = (one: Language) =>
    one === language
      ? `<strong lang="${one}">${languageNames[one]}</strong>`
      : `<a href="/?lang=${one}" lang="${one}" hreflang="${one}">${languageNames[one]}</a>`;
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    // With no-referrer browsers would say that the form came from nowhere, and it would be refused.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(texts.title)}</title><style nonce="${nonce}">${style}</style></head><body><main>
<nav>${languages.map(other).join(' · ')}</nav>
<h1>${escaped(texts.title)}</h1><p>${escaped(texts.intro)}</p>
<p role="status">${escaped(status)}</p>
${shown && 'said' in shown ? `<p>${escaped(rightsTexts[language].ownWords)}</p><pre lang="en">${escaped(shown.said)}</pre>` : ''}
<section><h2>${escaped(texts.linksTitle)}</h2><p>${escaped(texts.linksHint)}</p>
<ul class="links">${Object.entries(texts.roles).map(link).join('')}</ul><p><a href="${escaped(dashboard)}">${escaped(dashboard)}</a></p></section>
<section><h2>${escaped(texts.dayTitle)}</h2><ol class="day">${texts.day.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol></section>
<section><h2>${escaped(texts.troubleTitle)}</h2><ul class="troubles">${troubleNames.map(button).join('')}</ul></section>
</main></body></html>`);
}

const languageNames: Readonly<Record<Language, string>> = { 'pt-BR': 'Português', en: 'English', es: 'Español' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;background:light-dark(#f5f7f7,#14191a);color:light-dark(#1d2526,#e6ebeb)}
main{max-width:60rem;margin:auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}p{margin:.25rem 0}
a{color:light-dark(#0b6a68,#6fd0cb)}ul{list-style:none;padding:0;margin:0}
[role=status]:not(:empty){margin:1rem 0;padding:.75rem 1rem;border-left:4px solid light-dark(#0b6a68,#6fd0cb);background:light-dark(#e3f0ef,#1f2d2d)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:.75rem 1rem;border:1px solid light-dark(#ccd5d5,#364243);border-radius:6px;font-size:.9rem}
.links li{margin:.35rem 0}
.day{padding-left:1.5rem}.day li{margin:.35rem 0;max-width:50rem}
.troubles{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.75rem}
.troubles li{padding:.9rem;border:1px solid light-dark(#ccd5d5,#364243);border-radius:6px;background:light-dark(#fff,#1b2223)}
.troubles p{font-size:.9rem;color:light-dark(#4a5758,#b2bfbf)}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.4rem .8rem;width:100%;text-align:left;color:inherit;background:light-dark(#eef3f3,#263031);border:1px solid light-dark(#8fa3a3,#5b6d6e);border-radius:6px;cursor:pointer}
button:hover{background:light-dark(#e0eaea,#2f3b3c)}:focus-visible{outline:3px solid light-dark(#0b6a68,#6fd0cb);outline-offset:2px}
`;
