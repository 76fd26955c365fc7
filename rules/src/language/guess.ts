/** Which languages may a message be in, when nobody says? Told by small words, which also tell Portuguese from Spanish. */
import { type Language, languages } from '../rule.ts';

/**
 * The languages that a text may be in: all of them where nothing speaks against one. A language is out if small words
 * of another stand in the text and none of its own, or next to none: one for each eight of the other, at most two.
 * A text in two languages keeps both. Steps: linear in the text.
 */
export function guessLanguages(text: string): ReadonlySet<Language> {
  const counts = new Map<string, number>();
  for (const [word] of text.normalize('NFC').matchAll(wholeWord)) {
    const spoken = smallWords.get(word.toLowerCase()) ?? languageByLetters(word);
    if (spoken !== undefined) counts.set(spoken, (counts.get(spoken) ?? 0) + 1);
  }
  /** How many words are of one language and not of the other. */
  const speakFor = (one: Language, other: Language) =>
    Array.from(counts).reduce((sum, [of, count]) => (of.includes(one) && !of.includes(other) ? sum + count : sum), 0);
  const isOut = (language: Language) =>
    languages.some((other) => {
      const against = speakFor(other, language);
      return against > 0 && speakFor(language, other) <= Math.min(2, Math.floor(against / 8));
    });
  return new Set(languages.filter((language) => !isOut(language)));
}

/** Not the `com` of an address, nor the pronoun in `compra-lo`, nor letters of a word that is written apart. */
const wholeWord = /(?<![\p{L}\p{M}\p{N}.@'’-])(?<!(?<!\p{L})\p{L} )\p{L}+/gu;

/** By spelling that only one of them has: `ação`, `chegou`, `solicitei`; `mañana`, `dirección`. Names, as São Paulo, don't count. */
function languageByLetters(word: string): Language | undefined {
  if (/^\p{Lu}/u.test(word)) return undefined;
  if (/[ãõçâêô]|.{3}(?:ou|ei)$/.test(word)) return 'pt-BR';
  return /ñ|ción$|[acn]cion$|ciones$/.test(word) ? 'es' : undefined;
}

/** Words by the languages that have them. What all three have says nothing; `on`, `up`, `sorry` and the like are said in all. */
const smallWords = tableOf({
  'pt-BR': `não nao você voce vocês voces vc vcs pra uma um com é foi meu minha meus minhas seu seus sua suas isso isto já
    muito muita muitos muitas tá tô eu ele eles elas nós na nas ao aos à às estou estava vou vai vão tem têm tenho tinha
    fazer fez feito quando quem qual também tambem então entao só até lá agora hoje ontem amanhã obrigado obrigada bom boa
    tudo mais ou pode posso quero pelos pelas num numa dele dela deles esse essa nesse nessa neste nesta deste desta sem
    deu veio vem disse ainda depois nem pq tbm aí onde assim mesma fico ficou`,
  es: `el los las un una pero usted ustedes muy yo mi mis su lo les es fue hola gracias bueno buenos buenas quiero
    tengo tiene tienen puede puedo hace hacer ahora hoy ayer aquí así también más nosotros ellos ella esto eso esos esa
    esas ese sí él ni pues cuando cuanto cuánto quien quién donde dónde estoy del mucho muchas bien nuestro hasta eres
    eran soy tenés querés acá allá`,
  en: `the and is you my your we they it she was were are am have with this that of not be will can but if an or from
    what when how who i our us them him his her would could should been did does just get got know want need there here at`,
  'pt-BR es': `o os que la para por se te tu le está esta este estas como nada todo toda todos todas sobre entre mas cada si
    da dos das vos vamos desde ver favor`,
  'pt-BR en': 'do to for so as em',
  'es en': 'con sin ya hay son he has',
});

function tableOf(words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([of, list]) => list.split(/\s+/).map((word) => [word, of] as const)));
}
