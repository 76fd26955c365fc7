/** Refuses passwords that are guessed first: well-known words with decoration, runs on the keyboard, one's own address. */
import { Problem } from '../problem.ts';

/** Words that lists of leaked passwords are full of, in the three languages of the product. */
const wellKnown = `
  password passphrase passw senha minhasenha contrasena clave secret secreto segredo admin administrator administrador
  root user usuario login welcome bemvindo bienvenido letmein changeme mudar trocar iloveyou teamo euteamo qwerty
  qwertyuiop asdfghjkl zxcvbnm monkey dragon football futebol brasil brazil flamengo corinthians palmeiras atalaia
  whatsapp compliance company empresa temporary temporaria default correcthorsebatterystaple abc abcd test teste prueba
  hello master princess sunshine superman batman jesus`
  .trim()
  .split(/\s+/);

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The shortest password accepted, in characters (NIST SP 800-63B-4 §3.1.1.2 asks for 15 without, 8 with a second factor). */
const shortestPassword = 12;

/** @throws Problem `weak-password`, with what to do. Rules on kinds of characters are left out: they make passwords worse. */
export function refuseWeakPassword(password: string, email: string): void {
  if ([...password].length < shortestPassword) refuse(`it has fewer than ${shortestPassword} characters`);
  const folded = password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (new Set(folded).size < 5) refuse('it repeats a few characters');
  if (runLength(folded) * 2 > folded.length) refuse('most of it is a run on the keyboard or in the alphabet');
  const local = email.toLowerCase().split('@')[0] ?? '';
  const guessable = [...wellKnown, local].filter((word) => word.length > 2);
  if (onlyMadeOf(folded, guessable)) refuse('it is a word that is guessed first');
}

function refuse(why: string): never {
  const sentence = `Choose another password: ${why}. A few words that do not belong together are good.`;
  throw new Problem('weak-password', sentence, { pointer: '/password' });
}

/** How many characters stand in runs of three or more neighbours of a row, forwards or backwards. */
function runLength(text: string): number {
  const neighbours = (a: string, b: string) => rows.some((row) => row.includes(a + b) || row.includes(b + a));
  let total = 0;
  let run = 1;
  for (let index = 1; index <= text.length; index += 1) {
    const [before, here] = [text[index - 1] ?? '', text[index]];
    if (here !== undefined && (here === before || neighbours(before, here))) run += 1;
    else {
      if (run > 2) total += run;
      run = 1;
    }
  }
  return total;
}

/** Whether nothing is left but digits and signs (fewer than four letters) once the well-known words are taken out. */
function onlyMadeOf(folded: string, words: readonly string[]): boolean {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  // What is hung on at the end stays digits and signs; within the word they may stand for letters.
  const written = [folded, folded.replace(/[^\p{L}]+$/u, '')];
  const read = written.map((form) => form.replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign));
  return [folded, ...read].some((form) => {
    let rest = form;
    for (const word of longestFirst) rest = rest.replaceAll(word, ' ');
    return rest !== form && rest.replace(/[^\p{L}]/gu, '').length < 4;
  });
}
