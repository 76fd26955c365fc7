/** What the control page says of a changed export and a restored backup, in three languages. */
import type { Language } from '@atalaia/storage';
import type { RightsShown } from './rights-trouble.ts';

interface RightsTexts {
  readonly flipped: (byte: number, of: number, file: string | null) => string;
  readonly restored: (persons: number, parts: number) => string;
  readonly nobodyErased: string;
  /** Before the program's own words, which are English. */
  readonly ownWords: string;
}

export const rightsTexts: Readonly<Record<Language, RightsTexts>> = {
  'pt-BR': {
    flipped: (byte, of, file) =>
      `Antes, o verificador aceitou o ZIP. Foi trocado o byte ${byte} de ${of}. Depois ele recusou: foi alterado ${file ?? 'o próprio ZIP'}.`,
    restored: (persons, parts) =>
      `O backup voltou em outra pasta, com as chaves de hoje. O que se eliminou depois dele não abre, e foi eliminado de novo. Pessoas: ${persons}; partes: ${parts}.`,
    nobodyErased:
      'Ninguém foi eliminado ainda: faça antes o passo 6 (elimine alguém na página da pessoa) e restaure de novo.',
    ownWords: 'Nas palavras do programa, em inglês:',
  },
  en: {
    flipped: (byte, of, file) =>
      `Before, the verifier accepted the ZIP. Byte ${byte} of ${of} was changed. After, it refused: ${file ?? 'the ZIP itself'} was altered.`,
    restored: (persons, parts) =>
      `The backup came back in another folder, with the keys of today. What was erased after it does not open, and was erased again. Persons: ${persons}; parts: ${parts}.`,
    nobodyErased: 'Nobody was erased yet: do step 6 first (erase somebody on their page), then restore again.',
    ownWords: 'In the words of the program:',
  },
  es: {
    flipped: (byte, of, file) =>
      `Antes, el verificador aceptó el ZIP. Se cambió el byte ${byte} de ${of}. Después lo rechazó: se alteró ${file ?? 'el propio ZIP'}.`,
    restored: (persons, parts) =>
      `La copia volvió en otra carpeta, con las claves de hoy. Lo que se suprimió después de ella no se abre, y se suprimió de nuevo. Personas: ${persons}; partes: ${parts}.`,
    nobodyErased:
      'Nadie fue suprimido todavía: haga antes el paso 6 (suprima a alguien en su página) y restaure otra vez.',
    ownWords: 'En palabras del programa, en inglés:',
  },
};

/** In one sentence or two. */
export function sayShown(shown: RightsShown, language: Language): string {
  const texts = rightsTexts[language];
  switch (shown.kind) {
    case 'flipped':
      return texts.flipped(shown.at, shown.of, shown.file);
    case 'restored':
      return texts.restored(shown.persons, shown.parts);
    case 'nobody-erased':
      return texts.nobodyErased;
    default:
      return shown satisfies never;
  }
}
