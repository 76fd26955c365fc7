/** What became of a message as a reader may see it: versions, deletion, reactions, votes. */
import type { Message } from '@atalaia/storage';
import type { AftermathView, VersionView } from '../api/conversation-views.ts';
import { openMessageText } from '../open-text.ts';
import type { Aftermath } from './aftermath.ts';
import { authorOf, hidden } from './cast.ts';
import { type Shown, showWords } from './show-words.ts';

export async function showAftermath(shown: Shown, message: Message, aftermath: Aftermath): Promise<AftermathView> {
  const { cast } = shown;
  const edits: VersionView[] = [];
  for (const edit of aftermath.edits) {
    const { text, hits: found } = await showWords(shown, edit);
    edits.push({ id: edit.id, at: edit.at, text, hits: found });
  }
  const reactions: AftermathView['reactions'] = [];
  for (const reaction of aftermath.reactions) {
    const { text } = await showWords(shown, reaction);
    if (text) reactions.push({ author: authorOf(cast, reaction), emoji: text });
  }
  const { revoke } = aftermath;
  return {
    edits,
    revoked: revoke && { at: revoke.at, author: authorOf(cast, revoke) },
    reactions,
    options: message.kind === 'poll' ? await showOptions(shown, message, aftermath.votes) : [],
  };
}

/** Compared as they were written: the mask may make two options alike. */
async function showOptions(
  { deps, cast }: Shown,
  poll: Message,
  votes: readonly Message[],
): Promise<AftermathView['options']> {
  const linesOf = async (message: Message) => {
    const opened = await openMessageText(deps.vault, message);
    return opened.kind === 'text' ? opened.text.split('\n') : [];
  };
  const chosen = await Promise.all(votes.map(async (vote) => ({ vote, options: await linesOf(vote) })));
  const [, ...options] = await linesOf(poll);
  return options.map((option, place) => ({
    place,
    text: hidden(cast, option),
    voters: chosen.filter((one) => one.options.includes(option)).map(({ vote }) => authorOf(cast, vote)),
  }));
}
