/** The word beside a number that says what it is: "CPF: …", "protocolo …", "meu whats …". */

/** `other` is a number of another sort: order, protocol, tracking, serial, account. */
export type Label =
  | 'cpf'
  | 'cnpj'
  | 'pis'
  | 'pesel'
  | 'nip'
  | 'personnummer'
  | 'dni'
  | 'ssn'
  | 'card'
  | 'phone'
  | 'other';

const words: Readonly<Record<Label, string>> = {
  cpf: String.raw`c\.? ?p\.? ?f|cpfs`,
  cnpj: String.raw`c\.? ?n\.? ?p\.? ?j|cnpjs`,
  pis: 'pis|pasep|nis|nit|pis/pasep',
  pesel: 'pesel|peselu',
  nip: 'nip|nipu|pl',
  personnummer: 'personnummer|personnr|pers nr|pnr|samordningsnummer|swedish id',
  dni: 'dni|nie|nif|documento nacional|doc nacional',
  ssn: 'ssn|social security|social security number|social sec|itin',
  card: 'cartao|cartoes|card|cards|visa|master|mastercard|amex|diners|maestro|discover|jcb|unionpay|elo|hipercard|tarjeta|tarjetas|cvv',
  phone:
    'tel|tels|telefone|telefones|fone|fones|cel|celular|celulares|contato|whats|whatsapp|wpp|zap|zapzap|liga|ligar|ligue|liguem|chama|chamar|sms|phone|mobile|cell|call|text|telefono|movil|llama|llamar|meu numero|seu numero|nosso numero de|novo numero|my number|new number|mi numero|contacto',
  other:
    'protocolo|pedido|pedidos|compra|nota|notas|nf|nfe|nf-e|nfs-e|danfe|rastreio|rastreamento|codigo|cod|imei|boleto|serie|serial|matricula|contrato|processo|ticket|chamado|os|ordem|order|tracking|invoice|lote|sku|ean|gtin|nosso numero|linha digitavel|chave de acesso|conta|agencia|ref|referencia|cep|rg|cnh|renavam|chassi|patrimonio|instalacao|medidor|apolice|reserva|localizador|folio|guia|expediente|titulo|inscricao|account|case|factura|cuenta|orden|transacao|transaction|comprovante|nsu|autorizacao|barras|parcel|shipment|envio|objeto|encomenda|remessa|bilhete|ticket|nsu|certificado|cupom|voucher|ingresso|convenio|sus|cns|id|guid|uuid|sessao|session|barcode|pedimento|seguimiento|lpn|telemetria|medicao|awb|bl|tid|nsa|zamowienie|faktura',
};

const labelPattern = new RegExp(
  Object.entries(words)
    .map(([label, list]) => `(?<${label}>(?<![a-z])(?:${list})(?![a-z]))`)
    .join('|'),
  'g',
);

const reachBefore = 40;
const reachAfter = 24;

/** The label nearest before `start`, else one just after `end` that no other number claims; offsets are those of `text`. */
export function labelBeside(text: string, start: number, end: number): Label | undefined {
  const before = fold(text.slice(Math.max(0, start - reachBefore), start));
  const sinceNumber = before.slice(endOfLastNumber(before));
  const preceding = labelsIn(sinceNumber).at(-1);
  if (preceding) return preceding;
  const after = fold(text.slice(end, end + reachAfter));
  if (/\d/.test(after)) return undefined;
  const following = labelsIn(after.split(/[.!?;\n]/, 1)[0] ?? '')[0];
  return following === 'other' ? undefined : following;
}

function endOfLastNumber(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/\d{3,}/g), (match) => match.index + match[0].length));
}

function labelsIn(text: string): Label[] {
  return Array.from(text.matchAll(labelPattern), (match) => {
    const [found] = Object.entries(match.groups ?? {}).find(([, word]) => word !== undefined) ?? ['other'];
    return found as Label;
  });
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
