/** Compares the export of somebody else before and after an erasure, file by file: only what is listed here, with its reason, may differ. */

type Files = ReadonlyMap<string, Buffer>;

/** `everybody` else, or only who shares a group with the erased, as "Pessoa A" in their export. */
type Whose = 'everybody' | 'who shares a group';

interface Difference {
  readonly of: Whose;
  readonly file: RegExp;
  readonly what: string;
  readonly because: string;
  /** The file without it; bytes as Latin letters. */
  without(text: string): string;
}

interface Data {
  id: unknown;
  madeAt: unknown;
  recipients: unknown;
  messages: { by: Writer; text: string; answers: { by: Writer } | null; reactions: { by: Writer }[] }[];
  chats: { kind: string; messages: unknown }[];
}
interface Writer {
  readonly label: string;
}

const letter = 'Pessoa A';
const handed = /(<h2>A quem seus dados foram entregues<\/h2>).*/;
const its = 'every export has its own, as it has its time';
const gone = 'the words were the erased person’s: they went with their key';
const uncovered = 'who is called so is known to nobody any more; the words are those of whoever wrote them';

export const mayDiffer: readonly Difference[] = [
  { of: 'everybody', file: /^data\.json$/, what: 'id, madeAt', because: its, without: inJson(emptied('id', 'madeAt')) },
  {
    of: 'everybody',
    file: /^data\.json$/,
    what: 'recipients',
    because: 'the first export was handed out, and the second one says so',
    without: inJson(emptied('recipients')),
  },
  {
    of: 'everybody',
    file: /^index\.html$/,
    what: 'when it was made',
    because: its,
    without: cut(/Feita em <time.*?<\/time>/),
  },
  {
    of: 'everybody',
    file: /^index\.html$/,
    what: 'to whom it was handed',
    because: 'the first export was handed out, and the second one says so',
    without: cut(handed),
  },
  {
    of: 'everybody',
    file: /^messages\.pdf$/,
    what: 'when it was made, its id',
    because: its,
    without: cut(/\(D:\d{14}Z\)|\/ID \[.*\]/g),
  },
  {
    of: 'everybody',
    file: /^manifest\.json$/,
    what: 'hashes and sizes of the files above, id, madeAt',
    because: 'they follow from the files, which are compared themselves',
    without: cut(/"(crc32|packedSize|size)":\d+,?|"(sha256|packedSha256|id|madeAt)":"[^"]*",?/g),
  },
  { of: 'everybody', file: /^manifest\.sig$/, what: 'all of it', because: 'it signs the manifest', without: () => '' },

  {
    of: 'who shares a group',
    file: /^data\.json$/,
    what: 'messages and reactions of the erased, that a message answered them, how many there are',
    because: gone,
    without: inJson(withoutOther),
  },
  {
    of: 'who shares a group',
    file: /^chats\/2\/.*\.html$/,
    what: 'messages and reactions of the erased, that a message answered them',
    because: gone,
    without: (text) =>
      linesOf(text)
        .filter((line) => !line.includes(`<span class="who">${letter}</span>`))
        .map((line) =>
          line.replace(
            /<ul class="small"><li>\S+ Pessoa A<\/li><\/ul>|<div class="quote">em resposta a Pessoa A<\/div>/g,
            '',
          ),
        )
        .join('\n'),
  },
  {
    of: 'who shares a group',
    file: /^messages\.csv$/,
    what: 'messages of the erased, that a message answered them',
    because: gone,
    without: (text) =>
      linesOf(text)
        .filter((line) => !line.includes(`,${letter},`))
        .map((line) => line.replace(/,'?[\w-]{43},,live,$/, ',,,live,'))
        .join('\n'),
  },
  {
    of: 'who shares a group',
    file: /^index\.html$/,
    what: 'how many messages the group has',
    because: gone,
    without: cut(/Mensagens: \d+ \(só/g),
  },
  {
    of: 'who shares a group',
    file: /^(data\.json|messages\.csv|chats\/2\/.*\.html)$/,
    what: 'the dots over the name of the erased',
    because: uncovered,
    without: (text) => text.replaceAll(/que (•+|Queirós) sumiu/g, 'que sumiu'),
  },
  {
    of: 'who shares a group',
    file: /^messages\.pdf$/,
    what: 'all of it',
    because: 'it prints the same messages as the table and the pages, which are compared',
    without: () => '',
  },
];

/** Names of files that differ by more than what is listed; empty if none does. */
export function differing(before: Files, after: Files, whose: Whose): readonly string[] {
  const allowed = mayDiffer.filter(({ of }) => of === 'everybody' || of === whose);
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one === undefined || other === undefined) return true;
    if (one.equals(other)) return false;
    const plain = (bytes: Buffer) =>
      allowed
        .filter(({ file }) => file.test(name))
        .reduce((text, { without }) => without(text), bytes.toString(name.endsWith('.pdf') ? 'latin1' : 'utf8'));
    return plain(one) !== plain(other);
  });
}

const linesOf = (text: string) => text.split(/\r?\n/);

function cut(what: RegExp): (text: string) => string {
  return (text) => text.replace(what, '');
}

function inJson(change: (data: Data) => void): (text: string) => string {
  return (text) => {
    const data = JSON.parse(text) as Data;
    change(data);
    return JSON.stringify(data, null, 1);
  };
}

function emptied(...fields: readonly ('id' | 'madeAt' | 'recipients')[]): (data: Data) => void {
  return (data) => {
    for (const field of fields) data[field] = null;
  };
}

function withoutOther(data: Data): void {
  data.messages = data.messages.filter(({ by }) => by.label !== letter);
  for (const message of data.messages) {
    message.reactions = message.reactions.filter(({ by }) => by.label !== letter);
    if (message.answers?.by.label === letter) message.answers = null;
  }
  for (const chat of data.chats) if (chat.kind === 'group') chat.messages = null;
}
