/** Numbers whose gate is real: what arrives is taken in by their journals, over the whole archive, and told what humans decide. */
import type { Archive, Identifier, NumberLink, NumberSettings } from '@atalaia/connector';
import type { NumberId } from '@atalaia/storage';
import { standingOf } from '../../connector/src/consent/standing.ts';
import { type Journal, openJournalRows } from '../../connector/src/journal/journal.ts';
import type { Party } from '../../connector/src/journal/rows.ts';
import { acquaint } from '../../connector/src/whatsapp/acquaint.ts';
import { answerElsewhere, doubtAbout, settleDoubtOf, standAs } from '../../connector/src/whatsapp/decided.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { forgetPerson } from '../../connector/src/whatsapp/forget.ts';
import { partyOf } from '../../connector/src/whatsapp/identify.ts';
import { takeIn } from '../../connector/src/whatsapp/take-in.ts';
import type { ToldOfPersons } from '../../monitor/src/person/tell-numbers.ts';
import { armed } from '../connector/consent-chat.ts';
import { own, read, stanza } from '../connector/stanza.ts';
import type { Archive as SmallArchive } from './archive.ts';

/** What a stanza says of who wrote it. */
export interface Sender {
  readonly lid: string;
  readonly phone?: string;
}

/** What a number is told of people, and that it shall forget one. */
type LinkOfPersons = ToldOfPersons & Pick<NumberLink, 'forget'>;

export interface GatedNumber {
  readonly number: NumberId;
  readonly link: LinkOfPersons;
  /** A message comes and the archive learns who wrote it; answers what became of it: `kept`, or why not. */
  hears(sender: Sender, text?: string): Promise<string>;
  /** The notice has reached them. */
  told(sender: Sender): void;
}

/** `live`: the archive that the numbers drain into. */
export async function openGatedNumber(
  archive: SmallArchive,
  live: Archive,
  number: NumberId,
  settings: Partial<NumberSettings> = {},
): Promise<GatedNumber> {
  const opened = await archive.deps.openJournal(number);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const journal: Journal = openJournalRows(opened.journal);
  journal.commit([journal.self.put('settings', { ...armed, ...settings })]);
  let ids = 0;
  const newId = () => `${number}-${++ids}`;
  const second = () => Math.floor(archive.deps.clock() / 1000);
  const deps = { own: () => own, clock: archive.deps.clock, newId, phoneOf: () => undefined };
  const party = ({ lid }: Sender): Party => {
    const found = partyOf(journal, `${lid}@lid`);
    if (found === undefined) throw new Error('Nobody was met.');
    return found;
  };
  const link: LinkOfPersons = {
    stand: (person, state) => journal.commit(standAs(journal, person, state)),
    doubt: (person, other) => journal.commit(doubtAbout(journal, person, other)),
    settleDoubt: (one, other, answer) => journal.commit(settleDoubtOf(journal, one, other, answer)),
    enterConsent: (person, answer, at) => journal.commit(answerElsewhere(journal, person, { answer, at })),
    async forget(persons, knownBy = async () => false) {
      for (const person of persons) {
        const isTheirs = (identifier: Identifier) => knownBy(person, identifier);
        await forgetPerson({ journal, store: opened.journal, own, knownBy: isTheirs }, person);
      }
    },
  };
  return {
    number,
    link,
    async hears({ lid, phone }, words = 'bom dia, tudo certo com o pedido?') {
      archive.pass(1000);
      const known = phone === undefined ? {} : { sender_pn: `${phone.slice(1)}@s.whatsapp.net` };
      const attrs = { id: newId(), from: `${lid}@lid`, t: String(second()), ...known };
      const envelope = envelopeOf(stanza(attrs), own, Buffer.from(attrs.id));
      journal.commit(takeIn(deps, journal, envelope, read({ conversation: words }, attrs)));
      const rows = journal.inbox.list(1000);
      const last = rows.findLast(({ row }) => row.kind === 'message' || row.kind === 'withheld')?.row;
      await acquaint(
        { journal, archive: live, number, groupSubject: async () => undefined },
        rows.map(({ row }) => row),
      );
      journal.commit(rows.map(({ key }) => journal.inbox.remove(key)));
      return last?.kind === 'withheld' ? last.reason : last ? 'kept' : 'only counted';
    },
    told(sender) {
      const { id } = party(sender);
      const notified = {
        notice: armed.notices[0]?.id ?? ('' as never),
        generation: 1,
        fromT: second(),
        arrivedT: second(),
      };
      journal.commit([journal.standing.put({ ...standingOf(journal, id, id), notified })]);
    },
  };
}
