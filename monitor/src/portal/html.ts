/** Puts pages together: what is filled in stays text, unless it is a piece of page itself. */
import { escapeHtml } from '../export/html.ts';

declare const markup: unique symbol;
/** A piece of page. Only `html` makes one. */
export type Html = { readonly source: string } & { readonly [markup]: true };

export type Filling = string | number | Html | null | readonly Filling[];

/** A template: strings and numbers are escaped, pieces and lists of them stay, null leaves nothing. */
export function html(parts: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return { source: parts.map((part, at) => part + filled(fillings[at] ?? null)).join('') } as Html;
}

function filled(filling: Filling): string {
  if (filling === null) return '';
  if (typeof filling === 'string' || typeof filling === 'number') return escapeHtml(String(filling));
  return 'source' in filling ? filling.source : filling.map(filled).join('');
}
