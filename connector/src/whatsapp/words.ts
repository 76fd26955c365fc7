/** Gathers what a person reads in a message of many parts: templates, lists, offers, orders, events, cards. */
import { type FoundFile, fileIn } from './file-content.ts';

export interface Words {
  /** One part a line, in the message's order. */
  readonly text: string;
  /** The first picture, video or document among the parts. */
  readonly file: FoundFile | undefined;
}

/** Names of fields that hold no words but what programs tell each other. Anything else is kept: text is never lost. */
const technical =
  /^(?:id|jid|token|namespace|elementName|catalogType|signedUrl|staticUrl|thumbnailUrl|contextInfo|messageContextInfo)$|(?:Id|Jid|Token|Hash|Lg|Lc|[mM]imetype|[dD]irectPath)$/;

/** Walks without recursion; `part` is a decoded message or a part of one. */
export function wordsOf(part: object): Words {
  const lines: string[] = [];
  let file: FoundFile | undefined;
  const waiting: { readonly name: string; readonly value: unknown }[] = [{ name: '', value: part }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, value } = next;
    if (typeof value === 'string') {
      if (name.endsWith('Json')) waiting.push({ name: '', value: parsed(value) });
      else if (value !== '') lines.push(name === 'inviteCode' ? `https://chat.whatsapp.com/${value}` : value);
    } else if (isAmount(name, value)) {
      lines.push(String(Number(value) / 1000));
    } else if (isTime(name, value)) {
      lines.push(...instant(Number(value)));
    } else if (isParts(value)) {
      const found = fileIn({ [/^(?:product|catalog)Image$/.test(name) ? 'imageMessage' : name]: value });
      file ??= found;
      waiting.push(...partsOf(value, found !== undefined).reverse());
    }
  }
  return { text: lines.join('\n'), file };
}

function isParts(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

/** Of a file only its caption and name are words: the rest says where it lies. */
function partsOf(value: object, isFile: boolean) {
  const isFlow = 'paramsJson' in value || 'buttonParamsJson' in value;
  return Object.entries(value)
    .filter(([name]) => !technical.test(name) && !(isFlow && name === 'name'))
    .filter(([name]) => !isFile || name === 'caption' || name === 'fileName')
    .map(([name, child]) => ({ name: Array.isArray(value) ? '' : name, value: child as unknown }));
}

/** What is no JSON stays as it is. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** WhatsApp counts money in thousandths. */
function isAmount(name: string, value: unknown): boolean {
  return /mount1000$/.test(name) && value !== null && Number.isFinite(Number(value));
}

function isTime(name: string, value: unknown): boolean {
  return (name === 'startTime' || name === 'endTime') && value !== null && Number.isFinite(Number(value));
}

/** `seconds` since the epoch; nothing for times that no calendar has. */
function instant(seconds: number): readonly string[] {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? [] : [date.toISOString()];
}
