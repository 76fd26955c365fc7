/** Opens sealed text and tells apart why there is nothing to read, so that one damaged row stops nothing but itself. */
import { type Message, messages, type Place, placeOf, SealBroken, type Sealed, type Vault } from '@atalaia/storage';

/** `erased`: its key was destroyed. `damaged`: the bytes on disk are not what was sealed there. */
export type OpenedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'erased' }
  | { readonly kind: 'damaged' };

/** Nothing sealed reads as empty. @throws StorageFault */
export async function openText(
  vault: Pick<Vault, 'openText'>,
  place: Place,
  sealed: Sealed | undefined,
): Promise<OpenedText> {
  if (sealed === undefined) return { kind: 'text', text: '' };
  try {
    const text = await vault.openText(place, sealed);
    return text === undefined ? { kind: 'erased' } : { kind: 'text', text };
  } catch (error) {
    if (error instanceof SealBroken) return { kind: 'damaged' };
    throw error;
  }
}

/** The words of a message. What nobody could read when it came has none: its bytes are no text. @throws StorageFault */
export async function openMessageText(
  vault: Pick<Vault, 'openText'>,
  message: Pick<Message, 'id' | 'kind' | 'sealedText'>,
): Promise<OpenedText> {
  if (message.kind === 'unreadable') return { kind: 'text', text: '' };
  return openText(vault, placeOf(messages, message.id, 'sealedText'), message.sealedText);
}
