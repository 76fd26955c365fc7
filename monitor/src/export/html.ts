/** Writes text into HTML so that it stays text, whatever it holds. */

const special = /[&<>"']/g;
const unprintable = /[^\P{Cc}\t\n\r]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Fit for element content and quoted attributes. Characters that HTML cannot hold become U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, '\uFFFD')
    .replace(special, (character) => entities[character] ?? character);
}
