/** The buttons that cause trouble: what each does to the program, the network, or the people. */
import type { NumberId } from '@atalaia/storage';
import { type Contact, contacts, type Desk } from './company.ts';
import { say } from './converse.ts';
import type { Pace } from './pace.ts';
import { pick } from './past/plan-past.ts';
import type { DemoProgram } from './program.ts';
import { flipOneByte, type RightsParts, type RightsShown, restoreBackup } from './rights-trouble.ts';
import { type Caller, linkNumber } from './staff.ts';
import { actors } from './story.ts';
import type { DemoTown } from './town.ts';

/** In the order of the page. */
export const troubleNames = [
  'kill',
  'cut',
  'corrupt',
  'opt-out',
  'leak',
  'edit',
  'delete',
  'ask-data',
  'flip',
  'restore',
  'unlink',
  'replace',
  'scan',
] as const;
export type TroubleName = (typeof troubleNames)[number];

export interface Troubles {
  /** Does it; resolves when it is done, with what there is to show about it, if anything. */
  cause(name: TroubleName): Promise<RightsShown | undefined>;
  /** The network of one number goes away and stays away for some seconds. */
  cut(desk: Desk): Promise<void>;
}

export interface TroubleParts extends RightsParts {
  readonly town: DemoTown;
  readonly program: DemoProgram;
  readonly administrator: Caller;
  readonly numbers: Readonly<Record<Desk, NumberId>>;
  readonly pace: Pace;
}

/** So many logins fail after a cut, each tried later than the one before. */
const failedLogins = 3;

export function openTroubles(parts: TroubleParts): Troubles {
  const { town, pace, program } = parts;
  const { faults } = town.server;
  const company = (desk: Desk) => town.desk(desk).account;
  const cut = async (desk: Desk) => {
    faults.refuseLogin(company(desk), 503, { times: failedLogins });
    faults.cut(company(desk));
  };
  // At the desk that is never down for longer than seconds. Whoever has opted out says no more that is kept.
  const left: Contact[] = contacts.filter(
    ({ desk, known, name }) => desk === 'sales' && known === 'long' && !actors.has(name),
  );
  const somebody = () => pick(left, parts.random);

  async function cause(name: TroubleName): Promise<RightsShown | undefined> {
    switch (name) {
      case 'kill':
        await program.kill();
        return undefined;
      case 'cut':
        await cut('sales');
        return undefined;
      case 'corrupt': {
        const contact = somebody();
        faults.corruptNext(company(contact.desk));
        await town.phone(contact).send(company(contact.desk), words[contact.language].ordinary);
        return undefined;
      }
      case 'opt-out': {
        const contact = somebody();
        left.splice(left.indexOf(contact), left.length > 1 ? 1 : 0);
        await say(pace, town.phone(contact), town.desk(contact.desk), { text: words[contact.language].optOut });
        return undefined;
      }
      case 'leak': {
        const contact = somebody();
        await say(pace, town.desk(contact.desk), town.phone(contact), { text: words[contact.language].leak });
        return undefined;
      }
      case 'edit': {
        const contact = somebody();
        const { before, after } = words[contact.language];
        await say(pace, town.phone(contact), town.desk(contact.desk), { text: before, edited: after });
        return undefined;
      }
      case 'delete': {
        const contact = somebody();
        const text = words[contact.language].deleted;
        await say(pace, town.desk(contact.desk), town.phone(contact), { text, deleted: true });
        return undefined;
      }
      case 'ask-data': {
        const contact = somebody();
        await say(pace, town.phone(contact), town.desk(contact.desk), { text: words[contact.language].askData });
        return undefined;
      }
      case 'flip':
        return flipOneByte(parts);
      case 'restore':
        return restoreBackup(parts);
      case 'unlink':
        faults.close(company('collections'), 401);
        return undefined;
      case 'replace':
        faults.close(company('support'), 440);
        return undefined;
      case 'scan':
        await scanAll(parts);
        return undefined;
      default:
        return name satisfies never;
    }
  }

  return { cause, cut };
}

/** Links again what is not linked: the administrator shows the code, or has it on the screen already. */
async function scanAll({ administrator, numbers, town }: TroubleParts): Promise<void> {
  for (const desk of ['sales', 'support', 'collections'] as const) {
    const detail = (await administrator('GET', `/numbers/${numbers[desk]}`)) as { link: { kind: string } };
    if (!['unlinked', 'stopped', 'pairing'].includes(detail.link.kind)) continue;
    await linkNumber(administrator, numbers[desk], town.desk(desk));
  }
}

/** The CPF is the example of the README. */
const words = {
  'pt-BR': {
    ordinary: 'Bom dia, a segunda via já saiu?',
    optOut: 'SAIR',
    askData: 'MEUS DADOS',
    leak: 'O CPF dela é esse aqui: 529.982.247-25, pode conferir',
    before: 'Pode entregar na terça',
    after: 'Pode entregar na quinta, terça não estou',
    deleted: 'Apaga essa conversa depois por favor',
  },
  en: {
    ordinary: 'Good morning, is the invoice ready?',
    optOut: 'STOP',
    askData: 'MY DATA',
    leak: "Attached the other client's contract, CPF 529.982.247-25",
    before: 'Please deliver on Tuesday',
    after: 'Please deliver on Thursday, I am out on Tuesday',
    deleted: 'Delete this chat after please',
  },
  es: {
    ordinary: 'Buenos días, ¿ya está la factura?',
    optOut: 'BAJA',
    askData: 'MIS DATOS',
    leak: 'Son los datos de otro cliente, CPF 529.982.247-25',
    before: 'Puede entregar el martes',
    after: 'Puede entregar el jueves, el martes no estoy',
    deleted: 'Borra esta conversación después',
  },
} as const;
