/** Tells who of an export's authors is the agent and who the contact, where the export or the importer says so; never guesses. */
import type { ChatExport } from '@atalaia/connector';

export interface WhoIsWho {
  /** The agent's name as in the file. */
  readonly agent: string | undefined;
  /** The contact's name in a 1:1 chat. */
  readonly contact: string | undefined;
}

/**
 * `agentGiven` is the importer's word. Without it: an export of a 1:1 chat carries the contact's name in its file
 * name, so where that name is one of two authors, the other one is the agent.
 */
export function whoIsWho(
  chat: Pick<ChatExport, 'group' | 'title' | 'authors'>,
  agentGiven: string | undefined,
): WhoIsWho {
  if (chat.group) return { agent: agentGiven, contact: undefined };
  const names = chat.authors.map(({ name }) => name);
  const others = names.filter((name) => name !== agentGiven);
  if (agentGiven !== undefined) {
    return { agent: agentGiven, contact: others.length === 1 ? others[0] : chat.title };
  }
  const { title } = chat;
  if (title === undefined) return { agent: undefined, contact: undefined };
  const rest = names.filter((name) => name !== title);
  const agent = rest.length === 1 && names.length === 2 ? rest[0] : undefined;
  return { agent, contact: title };
}
