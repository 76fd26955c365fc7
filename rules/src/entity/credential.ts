/** Finds secrets given in a message: a password, PIN, one-time code or token after a word for it, and keys of services. */
import { apiKeysIn } from './api-key.ts';
import type { EntityDetector, EntityMatch } from './detector.ts';
import { plainLetters } from './plain-letters.ts';

// A password may be any word; a code is so many other things that only a few words may stand beside it.
const secret = 'senhas?|passwords?|passwd|pwd|pass|passcode|pin|contrasenas?|clave|otp|token|api ?key|secret|cvv|cvc';
const code = 'codigo|cod|code';
const link = String.raw`(?:\s*(?:[:=]|->|=>|\u2192)\s*|\s+(?:e|eh|is|es|sera|ficou|fica|foi|vai ser|agora e|era|seria|nova|novo|por|para|to)(?:\s?[:=])?\s+|\s+(?=\S*\d))["'\u201c\u201d*_\u0060(]?`;
const ofCode =
  '(?:de|do|da|of|for|para|pra|the|o|your|seu|sua|su|tu|teu|meu|minha|my|whatsapp|wpp|zap|verificacao|verificacion|verification|seguranca|seguridad|security|acesso|acceso|access|confirmacao|confirmacion|confirmation|ativacao|activacion|activation|autenticacao|autenticacion|authentication|auth|login|app|sms|token|2fa|mfa|otp|recuperacao|validacao|unico|temporario|one-time|one|time|que|chegou|chegou aqui|recebi|veio|apareceu|aqui|conta|e-?mail|gov|inss|instagram|google|facebook|x)';
const given = new RegExp(
  String.raw`(?<![a-z\d_@.\-])(?:(?<secret>${secret})(?<words>(?: [a-z\d'\-]{1,14}){0,4}?)|(?<code>${code})(?: ${ofCode}){0,5}?)${link}(?<value>[^\s"'\u201c\u201d\u0060]{3,64})`,
  'g',
);
const named =
  /(?<![\p{L}\d.,\-/])(?<value>(?:\d{3}[ -]\d{3}|(?:g-)?\d{4,8}))(?:\s|\*|_){1,3}(?:is|e|eh|es)\s(?:(?:o|a|your|seu|sua|su|tu|teu|meu|minha|my|the|el|la)\s){0,2}(?:[a-z\d'-]{1,12} ){0,2}?(?:codigo|code|senha|pin|token|password|clave|otp)(?<after>[^.!?\n]{0,24})/gu;

// Numbers and words that share the word with a secret: products, parcels, queue tickets, postal and area codes.
const otherCodes =
  /(?<![a-z])(?:produtos?|productos?|product|pecas?|itens?|item|pedidos?|compra|clientes?|barras?|barcode|rastre\w*|tracking|seguimiento|cupom|cupon|coupon|descontos?|descuento|discount|indicacao|referral|promo\w*|convite|area|postal|zip|cep|pais|country|boleto|agencia|banco|municipio|ibge|ncm|cest|cfop|cnae|servicos?|reserva|localizador|booking|voo|venda|vendedor|loja|cor|tinta|objeto|envio|encomenda|erro|error|ticket|chamado|protocolo|turma|imovel|anuncio|referencia|ref|sku|ean|patrimonio|filial|tabela|contrato|matricula|processo|order|qr|civil|penal|etica|conduta|defesa|atendimento|fila|painel|guiche|chamada|tamanho|estoque|preco|modelo|catalogo|dress|source|swift|bic|iban|publica|public|fatura|nota|nf|pix)(?![a-z])/;
const refused =
  /(?<![a-z])(?:nunca|jamais|nao|never|no|not|dont|esquec\w+|forgot|forget|olvid\w+|errad\w+|wrong|incorret\w+|invalid\w+|expir\w+|minimo|digitos|caracteres|characters|trocar|mudar|redefin\w+|reset|alterar|nunca)(?![a-z])/;

/** Secrets by place. What reads as an ordinary word, a date, a price or a product's code is none. */
export const findCredential: EntityDetector = ({ text }) => {
  const shown = plainLetters(text);
  const found = [...apiKeysIn(text), ...afterWord(shown, text), ...beforeWord(shown)];
  let reached = 0;
  return found
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ start, end }) => {
      const free = start >= reached;
      if (free) reached = end;
      return free;
    });
};

function afterWord(shown: string, text: string): EntityMatch[] {
  return Array.from(shown.matchAll(given)).flatMap((match) => {
    const { secret: word, words = '', code: named, value = '' } = match.groups ?? {};
    const start = match.index + match[0].length - value.length;
    const written = text.slice(start, start + value.length).replace(/[.,;:?)*_\u0060]+$/, '');
    const isCode = named !== undefined;
    if (otherCodes.test(words) || refused.test(`${words} ${match[0].slice(0, -value.length)}`)) return [];
    if (refused.test(shown.slice(Math.max(0, match.index - 16), match.index))) return [];
    if (isCode && otherCodes.test(shown.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40)))
      return [];
    const whole = isCode ? withSecondHalf(written, shown, start) : written;
    const isSecret = isCode
      ? /^(?:\d{4,8}|\d{3}[ -]\d{3}|[Gg]-\d{6})$/.test(whole) && !isYear(whole)
      : /^cv[vc]$/.test(word ?? '')
        ? /^\d{3,4}$/.test(written)
        : looksSecret(written);
    return isSecret ? [{ start, end: start + whole.length, confidence: isCode ? 0.8 : 0.9 }] : [];
  });
}

/** One-time codes are often written in two halves: 482 913. */
function withSecondHalf(written: string, shown: string, start: number): string {
  return /^\d{3}[ -]\d{3}(?!\d)/.exec(shown.slice(start, start + 8))?.[0] ?? written;
}

function beforeWord(shown: string): EntityMatch[] {
  return Array.from(shown.matchAll(named)).flatMap((match) => {
    const { value = '', after = '' } = match.groups ?? {};
    if (otherCodes.test(match[0].slice(value.length)) || otherCodes.test(after) || isYear(value)) return [];
    return [{ start: match.index, end: match.index + value.length, confidence: 0.8 }];
  });
}

/** Digits alone, or letters mixed with digits, signs or capitals within; no date, time, price, link, address or queue ticket. */
function looksSecret(value: string): boolean {
  if (/^\d{4,12}$/.test(value)) return true;
  if (
    value.length < 5 ||
    /^[a-z]\d{2,4}$/i.test(value) ||
    /:\/\/|^www\.|@\w+\.\w|^r\$|^\d+(?:%|x|h|hs|k|min|mb|gb|dias?|reais)$/i.test(value)
  )
    return false;
  if (/^[\d.,:/\-+()]+$/.test(value)) return false;
  const letters = /\p{L}/u.test(value);
  const mixed = /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u.test(value) && !/^\p{Lu}+s?$/u.test(value);
  return letters && (/\d/.test(value) || /[@#$!%&*_+=^?]./.test(value) || mixed);
}

function isYear(value: string): boolean {
  return /^(?:19|20)\d\d$/.test(value);
}
