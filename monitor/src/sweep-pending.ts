/** Screens at start what a crash left captured but not yet screened. */
import { conversations, messages, type Vault } from '@atalaia/storage';
import { everyPage } from './every-page.ts';
import { openText } from './open-text.ts';
import { type ScreenDeps, screenMessages } from './screen.ts';

/** Run before new messages come; answers how many alerts are new. A damaged message is passed over. */
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
    const place = { collection: messages.name, id: message.id, field: 'sealedText' };
    const opened = await openText(deps.vault, place, message.sealedText);
    // Stays pending: the doctor names it, and it is screened once its row is restored.
    if (opened.kind === 'damaged') continue;
    const text = opened.kind === 'erased' ? '' : opened.text;
    const contact = (await deps.records.get(conversations, message.conversation))?.doc.contact ?? null;
    raised += await screenMessages(deps, [{ message, version, text, contact }], true);
  }
  return raised;
}
