/** What has reached a phone, for tests to look at and wait on; and the receipts it sends, which a test may hold back. */
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Account } from '../server/types.ts';
import { Arrivals } from './arrivals.ts';
import type { Chat } from './chat.ts';
import type { Reading } from './read.ts';

/** A message in the inbox. */
export interface Received extends Reading {
  readonly id: string;
  readonly chat: Chat;
  readonly author: Account;
  /** Which of the author's devices sent it; 0 is the phone. */
  readonly device: number;
  /** Sent by a companion of this phone's own account. */
  readonly fromMe: boolean;
  /** Unix seconds. */
  readonly at: number;
  readonly encryption: 'pkmsg' | 'msg' | 'skmsg';
  readonly message: proto.IMessage;
}

/** Somebody's device acknowledged a message of this phone. */
export interface ReceiptSeen {
  readonly id: string;
  readonly from: Account;
  readonly device: number;
  /** As on the wire (`read`, `played`, `retry`, `sender` …), `delivery` where the wire has none. */
  readonly type: string;
}

/** A message that this phone could not open, the `nth` time. */
export interface Unopened {
  readonly id: string;
  readonly nth: number;
  readonly problem: string;
}

export class Mailbox {
  readonly inbox = new Arrivals<Received>();
  readonly receipts = new Arrivals<ReceiptSeen>();
  readonly unopened = new Arrivals<Unopened>();
  readonly calls = new Arrivals<BinaryNode>();
  /** Message and device, for what was sent again already. */
  readonly resent = new Set<string>();
  /** A retry receipt is answered by sending the same id again, once for each device that asks. */
  answersRetries = true;
  holdsReceipts = false;
  readonly #held: BinaryNode[] = [];
  readonly #submit: (receipt: BinaryNode) => void;

  constructor(submit: (receipt: BinaryNode) => void) {
    this.#submit = submit;
  }

  acknowledge(receipt: BinaryNode): void {
    if (this.holdsReceipts) this.#held.push(receipt);
    else this.#submit(receipt);
  }

  releaseReceipts(): void {
    this.holdsReceipts = false;
    for (const receipt of this.#held.splice(0)) this.#submit(receipt);
  }
}
