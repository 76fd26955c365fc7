/** The pages that show nothing of anybody: the door, where the code is typed, and what is said when it stays shut. */
import type { Language } from '@atalaia/storage';
import { html } from './html.ts';
import { pageOf } from './page.ts';
import { type PortalTexts, textsIn } from './texts/texts.ts';

/** `secret`: of a try that went wrong, so that the next needs no new link. `left`: how many more there are. */
export function doorPage(language: Language, tried?: { readonly secret: string; readonly left: number }): string {
  const { door } = textsIn(language);
  const wrong = tried && door.wrong(tried.left);
  const body = html`<p>${door.lead}</p>
${wrong === undefined ? null : html`<p class="notice wrong" role="alert" id="wrong">${wrong}</p>`}
<form method="post" action="/my/opening" autocomplete="off">
<input type="hidden" name="language" value="${language}">
<input type="hidden" name="secret" value="${tried?.secret ?? ''}">
<noscript><label for="address">${door.paste}</label><input type="text" id="address" name="secret"></noscript>
<label for="code">${door.code}</label>
<input class="code-field" type="text" id="code" name="code" required maxlength="20" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" aria-describedby="${wrong === undefined ? 'code-hint' : 'wrong code-hint'}"${wrong === undefined ? null : html` aria-invalid="true"`}>
<p class="hint" id="code-hint">${door.codeHint}</p>
<p>${door.recorded}</p>
<button>${door.open}</button>
</form>
<p class="quiet">${door.once}</p>`;
  return pageOf({ language, title: door.title, body });
}

export type Refusal = keyof Pick<PortalTexts, 'dead' | 'many' | 'broken' | 'refused'>;

export function refusalPage(language: Language, refusal: Refusal): string {
  const { title, text } = textsIn(language)[refusal];
  return pageOf({ language, title, body: html`<p>${text}</p>` });
}
