/** Who wrote, as an export may say it: the person, the company, or somebody else under a letter. */
import type { Message, PersonId } from '@atalaia/storage';
import type { Writer } from './schema.ts';
import { type ExportTexts, filled } from './texts/texts.ts';

export interface Writers {
  of(message: Pick<Message, 'author' | 'from'>): Writer;
  /** Somebody who is mentioned. `agent`: they work for the company. */
  named(person: PersonId, agent: boolean): Writer;
}

/** Letters go by the order in which people are met, the same through the whole export. */
export function openWriters(texts: ExportTexts, own: ReadonlySet<PersonId>): Writers {
  const others = new Map<PersonId, Writer>();
  const you: Writer = { role: 'you', label: texts.you };
  const company: Writer = { role: 'company', label: texts.company };
  const unknown: Writer = { role: 'unknown', label: texts.unknownWriter };
  const other = (person: PersonId): Writer => {
    const known = others.get(person) ?? { role: 'other', label: filled(texts.other, { letter: letter(others.size) }) };
    others.set(person, known);
    return known;
  };
  return {
    of({ author, from }) {
      if (author !== null && own.has(author)) return you;
      if (from === 'agent') return company;
      return author === null ? unknown : other(author);
    },
    named: (person, agent) => (own.has(person) ? you : agent ? company : other(person)),
  };
}

/** A … Z, AA, AB … */
function letter(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : letter(Math.floor(index / 26) - 1) + rest;
}
