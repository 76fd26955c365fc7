/** What people say in the demo: short dialogues, written for it, with a few words that vary. */
import type { Language } from '@atalaia/storage';
import { english } from './en.ts';
import { spanish } from './es.ts';
import type { Dialogue, Line, Talk } from './line.ts';
import { portuguese } from './pt-br.ts';

export const talk: Readonly<Record<Language, Talk>> = { 'pt-BR': portuguese, en: english, es: spanish };

/** The dialogue's lines with their varying words chosen; a word stays the same throughout. `random`: 0 to 1. */
export function worded(dialogue: Dialogue, language: Language, random: () => number): readonly Line[] {
  const chosen = new Map<string, string>();
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (braces, name: string) => {
      const choices = talk[language].words[name] ?? [];
      const word = chosen.get(name) ?? choices[Math.floor(random() * choices.length)] ?? braces;
      chosen.set(name, word);
      return word;
    });
  return dialogue.lines.map((line) => ({
    ...line,
    text: fill(line.text),
    ...(line.edited === undefined ? {} : { edited: fill(line.edited) }),
  }));
}
