/** What a visitor sees in the first two minutes: each feature of the product once, in a scene of its own. */
import { setTimeout as after } from 'node:timers/promises';
import { contacts } from './company.ts';
import { say } from './converse.ts';
import { demoFile } from './files.ts';
import type { Pace } from './pace.ts';
import type { DemoTown } from './town.ts';
import type { Troubles } from './trouble.ts';

export interface Scene {
  readonly name: string;
  /** Seconds after the story began. */
  readonly at: number;
  /** Who plays in it: nobody else talks to them meanwhile. */
  readonly contacts: readonly string[];
  play(stage: Stage): Promise<void>;
}

export interface Stage {
  readonly town: DemoTown;
  readonly pace: Pace;
  readonly troubles: Troubles;
}

/** Plays the scenes, each at its time. Rejects when the demo ends, or with what went wrong in a scene. */
export async function tellStory(stage: Stage, speed: number): Promise<void> {
  await Promise.all(
    scenes.map(async (scene) => {
      await after((scene.at * 1000) / speed, undefined, { signal: stage.pace.signal });
      await scene.play(stage);
    }),
  );
}

/** A contact by name, the phone of theirs and that of the desk they write to. */
function cast({ town }: Stage, name: string) {
  const contact = town.contact(name);
  return { phone: town.phone(contact), desk: town.desk(contact.desk) };
}

/** The contact waits for the notice, reads it, and answers `reply` by quoting it, if anything. */
async function readNotice(stage: Stage, name: string, reply?: string): Promise<void> {
  const { phone, desk } = cast(stage, name);
  // Only Atalaia writes from a linked device here.
  const notice = await stage.pace.until(
    phone.receives(({ author, device }) => author === desk.account && device !== 0),
  );
  await stage.pace.pause(2);
  await phone.read(notice.id);
  if (reply === undefined) return;
  await stage.pace.pause(2);
  await phone.send(desk.account, reply, { quote: { id: notice.id, author: desk.account } });
}

export const scenes: readonly Scene[] = [
  {
    name: 'a newcomer is told, and repeats what came before',
    at: 1,
    contacts: ['Iara Montenegro'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Iara Montenegro');
      await phone.send(desk.account, 'Oi! Vi o anúncio do sofá de canto, ainda tem?');
      await readNotice(stage, 'Iara Montenegro');
      await stage.pace.pause(4);
      await say(stage.pace, phone, desk, { text: 'Repetindo: ainda tem o sofá de canto do anúncio?' });
      await stage.pace.pause(4);
      await say(stage.pace, desk, phone, { text: 'Tem sim! Duas unidades, em cinza e em freijó.' });
    },
  },
  {
    name: 'an agent moves to a personal number',
    at: 5,
    contacts: ['Otávio Varela'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Otávio Varela');
      await say(stage.pace, phone, desk, { text: 'Consegue melhorar o preço da mesa de jantar?' });
      await stage.pace.pause(4);
      await say(stage.pace, desk, phone, {
        text: 'Aqui não, mas me chama no meu zap pessoal que eu vejo um preço melhor',
      });
    },
  },
  {
    name: 'a customer edits',
    at: 12,
    contacts: ['Rosângela do Carmo'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Rosângela do Carmo');
      await say(stage.pace, phone, desk, {
        text: 'Entrega na rua das Acácias, 210',
        edited: 'Entrega na rua das Acácias, 201, casa dos fundos',
        reaction: '👍',
      });
    },
  },
  {
    name: 'a picture, a document, a voice note',
    at: 18,
    contacts: ['Caetano Itaboraí'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Caetano Itaboraí');
      await say(stage.pace, phone, desk, { text: 'É aqui que vai ficar a cômoda', file: 'foto.png' });
      await stage.pace.pause(3);
      await say(stage.pace, desk, phone, { text: 'Ficha técnica', file: 'ficha.pdf' });
      await stage.pace.pause(3);
      await say(stage.pace, phone, desk, { text: '', file: 'voz.ogg' });
    },
  },
  {
    name: 'an agent asks for money, and deletes it for everyone',
    at: 26,
    contacts: ['Neide Albuquerque'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Neide Albuquerque');
      await say(stage.pace, phone, desk, { text: 'Quero quitar hoje, como faço?' });
      await stage.pace.pause(3);
      await say(stage.pace, desk, phone, { text: 'Faz o pix no meu CPF que eu libero hoje mesmo', deleted: true });
    },
  },
  {
    name: 'a group that was allowed by name',
    at: 34,
    contacts: ['Aparecida Nunes', 'Edmundo Rangel', 'Zuleica Prates'],
    async play(stage) {
      const { town, pace } = stage;
      const write = (name: string, text: string) => cast(stage, name).phone.send(town.group, text);
      await write('Aparecida Nunes', 'Bom dia, vizinhos! Alguém já recebeu?');
      await pace.pause(9);
      await write('Aparecida Nunes', 'Chegou aqui, bloco B, tudo certo');
      await pace.pause(4);
      await write('Edmundo Rangel', 'No bloco A ainda não');
      await pace.pause(4);
      await town.desk('support').send(town.group, 'O caminhão passa no bloco A às 15h.');
      await pace.pause(3);
      await write('Zuleica Prates', 'Obrigada pelo aviso!');
    },
  },
  {
    name: 'a customer opts out',
    at: 42,
    contacts: ['Gilberto Pacheco'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Gilberto Pacheco');
      await say(stage.pace, phone, desk, { text: 'SAIR' });
      await stage.pace.pause(4);
      await say(stage.pace, phone, desk, { text: 'Isto aqui ninguém mais guarda.' });
    },
  },
  {
    name: 'the connection is lost for a while',
    at: 50,
    contacts: ['Solange Brandão'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Solange Brandão');
      await stage.troubles.cut('support');
      await phone.send(desk.account, 'O montador já saiu?');
      await stage.pace.pause(2);
      await desk.send(phone.account, 'Saiu agora, chega em meia hora.');
    },
  },
  {
    name: 'a private chat stays out',
    at: 54,
    contacts: ['Dona Célia'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Dona Célia');
      await say(stage.pace, phone, desk, { text: 'Filha, traz pão quando vier' });
      await say(stage.pace, desk, phone, { text: 'Levo sim, mãe' });
    },
  },
  {
    name: 'someone asks for their data, in Spanish',
    at: 58,
    contacts: ['Remedios Olmedo'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Remedios Olmedo');
      await say(stage.pace, phone, desk, { text: 'MIS DATOS' });
    },
  },
  {
    name: 'a poll, a place, a picture to be seen once, a forwarded word, a call',
    at: 64,
    contacts: ['Tomé Bastos'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Tomé Bastos');
      const options = ['quinta', 'sexta', 'sábado'];
      const poll = await desk.send(phone.account, { kind: 'poll', question: 'Quando entregamos?', options });
      await stage.pace.until(phone.receives(({ id }) => id === poll.id));
      await stage.pace.pause(3);
      await phone.vote(poll.id, ['sexta']);
      const place = { kind: 'location', latitude: -23.55, longitude: -46.63, name: 'Portão azul' } as const;
      await phone.send(desk.account, place);
      await stage.pace.pause(2);
      const { bytes, mime } = demoFile('foto.png');
      await phone.send(desk.account, { kind: 'image', bytes, mime, viewOnce: true });
      await stage.pace.pause(2);
      await phone.send(desk.account, 'Promoção: montagem grátis até domingo', { forwarded: true });
      await stage.pace.pause(2);
      (await phone.call(desk.account)).expire();
    },
  },
  {
    name: 'an agent asks a customer to opt out',
    at: 74,
    contacts: ['Creusa Vilela'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Creusa Vilela');
      await say(stage.pace, desk, phone, { text: 'Manda SAIR pra não gravar, aí a gente negocia melhor' });
      await stage.pace.pause(4);
      await say(stage.pace, phone, desk, { text: 'Prefiro que fique registrado' });
    },
  },
  {
    name: 'a message that nobody can decrypt',
    at: 82,
    contacts: ['Wanderley Torres'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Wanderley Torres');
      phone.ignoreRetries();
      stage.town.server.faults.corruptNext(desk.account);
      await phone.send(desk.account, 'Segue o combinado');
    },
  },
  {
    name: 'an English promise that nobody can keep',
    at: 88,
    contacts: ['Rufus Thistlewood'],
    async play(stage) {
      const { phone, desk } = cast(stage, 'Rufus Thistlewood');
      await say(stage.pace, phone, desk, { text: 'What about the savings plan you mentioned?' });
      await stage.pace.pause(3);
      await say(stage.pace, desk, phone, { text: 'Guaranteed 5% a month, no risk at all' });
    },
  },
  {
    name: 'one newcomer agrees, another refuses',
    at: 94,
    contacts: ['Percival Greave', 'Salete Moura'],
    async play(stage) {
      const agrees = cast(stage, 'Percival Greave');
      const refuses = cast(stage, 'Salete Moura');
      await agrees.phone.send(agrees.desk.account, 'Hello, is this the support desk?');
      await refuses.phone.send(refuses.desk.account, 'Recebi uma cobrança, é de vocês?');
      await Promise.all([readNotice(stage, 'Percival Greave', 'Yes'), readNotice(stage, 'Salete Moura', 'Não')]);
      await stage.pace.pause(3);
      await say(stage.pace, agrees.phone, agrees.desk, { text: 'I would like to return a chair' });
      await say(stage.pace, refuses.phone, refuses.desk, { text: 'Então falo por telefone' });
    },
  },
];

/** Everybody who plays in the story, and who joins it with a button. */
export const actors: ReadonlySet<string> = new Set([
  ...scenes.flatMap((scene) => scene.contacts),
  ...contacts.filter(({ known }) => known !== 'long').map(({ name }) => name),
]);
