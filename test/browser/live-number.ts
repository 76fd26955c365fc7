/** A number that captures, set up over HTTP in a program of this process, with a local WhatsApp server and the agent's phone. */
import { noRules } from '../fixtures/no-rules.ts';
import { type Browser as Caller, type Served, servedApp } from '../fixtures/served-app.ts';
import { tryKit } from '../fixtures/tried-kit.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { WhatsAppServer } from '../whatsapp/server/types.ts';

export interface LiveNumber extends AsyncDisposable {
  readonly served: Served;
  readonly server: WhatsAppServer;
  /** The agent's phone, whose number is monitored. */
  readonly agent: Phone;
  readonly ana: Caller;
  /** Manager and dpo. */
  readonly diana: Caller;
  /** Address of the number's page. */
  readonly page: string;
}

/** Linked, not armed. `keepAlive`: milliseconds between probes of the connection. */
export async function linkedNumber(options: { readonly keepAlive?: number } = {}): Promise<LiveNumber> {
  await using opening = new AsyncDisposableStack();
  const server = opening.use(await trustedServer());
  const served = opening.use(await servedApp(noRules, { whatsapp: { address: server.address, ...options } }));
  const agent = openPhone(server, server.account(cast.company));
  await tryKit(served.app);
  const ana = await served.administrator();
  const diana = await served.invited(ana, 'diana@example.com', ['dpo', 'manager']);
  const added = await asked(ana, 'POST', '', { phone: `+${cast.company}`, label: 'Vendas', language: 'pt-BR' });
  const number = `/${String(added['id'])}`;
  await asked(ana, 'POST', `${number}/risk`);
  await asked(ana, 'POST', `${number}/pairing`, { by: 'qr' });
  const state = () => asked(ana, 'GET', `${number}/pairing`) as Promise<{ code?: { text: string } | null }>;
  await agent.link(await changed(served, async () => (await state()).code?.text));
  await changed(
    served,
    async () => ((await asked(ana, 'GET', number))['link'] as { kind: string }).kind === 'connected',
  );
  const held = opening.move();
  const page = `${served.url}/numbers${number}`;
  return { served, server, agent, ana, diana, page, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/** Everything else that a number needs, and armed. */
export async function capturingNumber(): Promise<LiveNumber> {
  await using opening = new AsyncDisposableStack();
  const live = opening.use(await linkedNumber());
  const { ana, diana, served } = live;
  const number = `/${live.page.split('/').at(-1)}`;
  const [me] = (await asked(diana, 'GET', number))['managers'] as { id: string }[];
  await asked(diana, 'PUT', `${number}/capture`, { ...decided, dutyManager: me?.id });
  const { chat, long } = await asked(diana, 'GET', `${number}/notices/pt-BR/proposal`);
  const { hash } = await asked(diana, 'PUT', `${number}/notices/pt-BR/draft`, { chat, long, material: true });
  await asked(diana, 'POST', `${number}/notices/pt-BR/approvals`, { hash });
  const { link } = await asked(diana, 'POST', `${number}/roster`, { name: 'Beatriz Nogueira', device: 0 });
  const secret = String(link).split('#')[1];
  await served.browser().call('POST', '/api/acknowledgements', { secret, language: 'pt-BR' });
  await asked(ana, 'POST', `${number}/tests`);
  await asked(diana, 'POST', `${number}/arming`);
  const held = opening.move();
  return { ...live, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

const decided = {
  controller: 'Loja Exemplo Ltda.',
  dpoContact: 'dpo@example.com',
  policyAddress: 'https://example.com/privacidade',
  basis: 'legitimate-interest',
  mode: 'notice',
  notifiedBy: 'delivered',
  purposes: ['quality'],
  retentionMonths: 12,
  renewAfterMonths: null,
};

/** @throws for anything but success */
async function asked(by: Caller, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await by.call(method, `/api/numbers${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path} was answered with ${answer.status}.`);
  return answer.body as Record<string, unknown>;
}

/** Looks now and whenever a link changes, until there is an answer. */
async function changed<T>({ app }: Served, look: () => Promise<T | undefined>): Promise<T> {
  const found = Promise.withResolvers<T>();
  const tried = () => void look().then((answer) => answer && found.resolve(answer), found.reject);
  using _subscription = app.feed.subscribe(({ kind }) => kind === 'link-changed' && tried());
  tried();
  return await found.promise;
}
