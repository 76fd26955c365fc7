/** Every language whose WhatsApp words we know. */
import type { ChatWords } from '../words.ts';
import { arabic } from './ar.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { persian } from './fa.ts';
import { french } from './fr.ts';
import { hebrew } from './he.ts';
import { hindi } from './hi.ts';
import { indonesian } from './id.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { korean } from './ko.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { portugueseOfBrazil } from './pt-br.ts';
import { portugueseOfPortugal } from './pt-pt.ts';
import { romanian } from './ro.ts';
import { russian } from './ru.ts';
import { swedish } from './sv.ts';
import { thai } from './th.ts';
import { turkish } from './tr.ts';
import { ukrainian } from './uk.ts';
import { simplifiedChinese } from './zh-cn.ts';
import { traditionalChinese } from './zh-tw.ts';

export const ALL_WORDS: readonly ChatWords[] = [
  portugueseOfBrazil,
  portugueseOfPortugal,
  english,
  spanish,
  german,
  french,
  italian,
  dutch,
  turkish,
  russian,
  ukrainian,
  polish,
  romanian,
  swedish,
  indonesian,
  arabic,
  persian,
  hebrew,
  hindi,
  japanese,
  korean,
  simplifiedChinese,
  traditionalChinese,
  thai,
];
