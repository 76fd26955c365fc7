/** Screens at start what a crash left captured but not yet screened. */
import { conversations, type Message, messages, type Vault } from '@atalaia/storage';
import { everyPage } from './every-page.ts';
import { type ScreenDeps, screenMessages } from './screen.ts';

/** Run before new messages come; answers how many alerts are new. */
export async function sweepPending(deps: ScreenDeps & { readonly vault: Pick<Vault, 'openText'> }): Promise<number> {
  const pending = everyPage((after) =>
    deps.records.find(messages, {
      index: 'byScreening',
      equals: { screening: 'pending' },
      limit: 200,
      ...after,
    }),
  );
  let raised = 0;
  for await (const { doc: message, version } of pending) {
    const text = await textOf(deps, message);
    const contact = (await deps.records.get(conversations, message.conversation))?.doc.contact ?? null;
    raised += await screenMessages(deps, [{ message, version, text, contact }], true);
  }
  return raised;
}

/** Empty for a message without text, and for one whose key was destroyed. */
async function textOf(deps: { readonly vault: Pick<Vault, 'openText'> }, message: Message): Promise<string> {
  if (!message.sealedText) return '';
  const place = { collection: messages.name, id: message.id, field: 'sealedText' };
  return (await deps.vault.openText(place, message.sealedText)) ?? '';
}
