/** Finds PIX keys: random keys, payloads to copy and paste, and a CPF, CNPJ, phone or e-mail that the words beside it call a key. */
import { brCodesIn } from './br-code.ts';
import { findCnpj } from './cnpj.ts';
import { findCpf } from './cpf.ts';
import type { EntityDetector, EntityMatch } from './detector.ts';
import { findEmail } from './email.ts';
import { labelBeside } from './label.ts';
import { findPhone } from './phone.ts';
import { plainLetters } from './plain-letters.ts';
import { hasDigitRun } from './readable.ts';
import { findIn } from './reading.ts';

/** A UUID of version 4 (Banco Central, Manual Operacional do DICT; RFC 9562). */
const randomKey =
  /(?<![\w\-/=#])[\da-f]{8}[- ]?[\da-f]{4}[- ]?4[\da-f]{3}[- ]?[89ab][\da-f]{3}[- ]?[\da-f]{12}(?![\w-]|[/=]\w)/gi;
const reach = 48;

/** Keys in offsets of `text`, by place; a number that is several of them is told once. */
export const findPixKey: EntityDetector = (readings) => {
  const codes = findIn(readings, (reading) => [
    ...brCodesIn(reading.text).map(({ start, end }) => ({ start, end, confidence: 1 })),
    ...randomKeys(reading.text),
  ]);
  const shown = plainLetters(readings.text);
  if (!shown.includes('pix') && !shown.includes('chave')) return codes;
  const named = [findCpf, findCnpj, findPhone, findEmail]
    .flatMap((find) => find(readings))
    .filter(({ start, end }) => isNamedKey(shown, start, end));
  return apart([...codes, ...named]);
};

function randomKeys(text: string): EntityMatch[] {
  if (!hasDigitRun(text, 8)) return [];
  return Array.from(text.matchAll(randomKey)).flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (isNamedKey(plainLetters(text), start, end)) return [{ start, end, confidence: 1 }];
    const written = /^[^-]{8}-[^-]{4}-[^-]{4}-[^-]{4}-[^-]{12}$/.test(match[0]);
    return written && labelBeside(text, start, end) === undefined ? [{ start, end, confidence: 0.7 }] : [];
  });
}

/** "Chave pix: …", "meu pix é …", "faz um pix pra …" before it, or "… é meu pix", "… (pix)" after it. */
function isNamedKey(shown: string, start: number, end: number): boolean {
  const before = shown.slice(Math.max(0, start - reach), start);
  const named = /(?:^|[^a-z])(?:pix|chave(?: aleatoria)?)(?![a-z])(?<between>[^.!?]{0,40}|[^!?]{0,12})$/.exec(before);
  if (named) {
    const between = named.groups?.['between'] ?? '';
    const lead = before.slice(0, named.index + 1);
    if (!changesTopic.test(between) && !(paid.test(lead) && !/chave/.test(named[0]))) return true;
  }
  return /^[\s)*_,-]{0,4}\(?(?:(?:e|eh|esse e|este e|essa e|como|sendo|serve de)\s)?(?:o |a |essa |minha |meu |nossa |nosso |seu |sua )?(?:chave )?(?:do |de |da )?pix(?![a-z])/.test(
    shown.slice(end, end + reach),
  );
}

// Another number between, or words after which the number is something else.
const changesTopic =
  /\d{5}|(?<![a-z])(?:liga|ligar|liguem?|chama|chamar|fala|falar|whats|whatsapp|wpp|zap|comprovante|protocolo|pedido|nota|transacao|id|caiu|recebi|recebido|manda o|meu (?:tel|telefone|numero|contato)|cep|autenticacao|duvidas?)(?![a-z])/;
const paid =
  /(?<![a-z])(?:fiz|fizemos|fez|paguei|pagamos|pagou|mandei|mandou|enviei|enviou|recebi|recebemos|recebeu|caiu|estorno|estornei|comprovante)(?: \w+){0,2} ?\W?$/;

function apart(matches: readonly EntityMatch[]): EntityMatch[] {
  let reached = 0;
  return matches
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ start, end }) => {
      const free = start >= reached;
      if (free) reached = end;
      return free;
    });
}
