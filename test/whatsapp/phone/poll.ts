/** Votes in a poll: hashes of the chosen options, sealed under a key derived from the poll's message secret. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';

/** Which poll, and who votes; JIDs without device, in the addressing the voter used. */
export interface VoteOn {
  readonly id: string;
  /** The poll's 32-byte `messageContextInfo.messageSecret`. */
  readonly secret: Uint8Array;
  readonly author: string;
  readonly voter: string;
}

const TAG_BYTES = 16;

export function sealVote(vote: VoteOn, options: readonly string[]): proto.Message.IPollEncValue {
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', voteKey(vote), encIv).setAAD(associated(vote));
  const plaintext = proto.Message.PollVoteMessage.encode({ selectedOptions: options.map(optionHash) }).finish();
  return { encPayload: Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]), encIv };
}

/** The chosen ones of the poll's options; throws when the vote was not sealed for this poll and voter. */
export function openVote(
  vote: VoteOn,
  sealed: proto.Message.IPollEncValue,
  options: readonly string[],
): readonly string[] {
  const payload = Buffer.from(sealed.encPayload ?? []);
  const decipher = createDecipheriv('aes-256-gcm', voteKey(vote), sealed.encIv ?? Buffer.alloc(12));
  decipher.setAAD(associated(vote)).setAuthTag(payload.subarray(-TAG_BYTES));
  const plaintext = Buffer.concat([decipher.update(payload.subarray(0, -TAG_BYTES)), decipher.final()]);
  const chosen = proto.Message.PollVoteMessage.decode(plaintext).selectedOptions.map((hash) => Buffer.from(hash));
  return options.filter((option) => chosen.some((hash) => hash.equals(optionHash(option))));
}

function voteKey({ id, secret, author, voter }: VoteOn): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), `${id}${author}${voter}Poll Vote`, 32));
}

function associated({ id, voter }: VoteOn): Buffer {
  return Buffer.from(`${id}\u0000${voter}`);
}

function optionHash(option: string): Buffer {
  return createHash('sha256').update(option).digest();
}
