/** A person's phone, device 0 of an account, with real Signal encryption: contacts' and agents' alike. */
import { randomBytes } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account, Device, Group, InProcessDevice, WhatsAppServer } from '../server/types.ts';
import { disappear, type EditStyle, edit, react, revoke, vote } from './acts.ts';
import { type Call, call } from './call.ts';
import { addressingOf, type Chat, chatJid, chatOf, deviceOf, jidOf } from './chat.ts';
import { type Content, type Context, type Outgoing, outgoing } from './content.ts';
import { keepFile } from './file-again.ts';
import type { Line } from './line.ts';
import { Mailbox, type ReceiptSeen, type Received, type Unopened } from './mailbox.ts';
import { download, upload } from './media.ts';
import { recall } from './memory.ts';
import { messageId } from './message-id.ts';
import { type OldChat, syncHistory } from './peer.ts';
import { receive } from './receive.ts';
import { type Sent, sendMessage } from './send.ts';
import { openSignal } from './signal.ts';

export function openPhone(server: WhatsAppServer, account: Account): Phone {
  return new Phone(server, account);
}

/** Does one thing at a time, in the order asked; disposing waits for it and throws what went wrong unseen. */
export class Phone implements AsyncDisposable {
  readonly account: Account;
  /** The setting of WhatsApp: without it `read` tells only the own companions. */
  readReceipts = true;
  /** Sends every message as a `pkmsg`, as to somebody who has never answered. */
  prekeyMode = false;
  /** Keeps a copy of every file from now on, to upload it again when a companion asks; without one it says so. */
  keepsFiles = false;
  readonly #line: Line;
  readonly #mailbox: Mailbox;
  readonly #faults: unknown[] = [];
  readonly #self: InProcessDevice;
  #last: Promise<unknown> = Promise.resolve();

  constructor(server: WhatsAppServer, account: Account) {
    this.account = account;
    this.#mailbox = new Mailbox((receipt) => void server.submit(account, 0, receipt));
    const signal = openSignal(account.lid, account.identity);
    this.#line = {
      server,
      account,
      signal,
      memory: new Map(),
      keyHolders: new Map(),
      prekeyMode: () => this.prekeyMode,
      keepsFiles: () => this.keepsFiles,
      files: new Map(),
    };
    this.#self = { keys: signal.keys, deliver: (stanza) => this.#take(stanza) };
    server.attach(account, 0, this.#self);
  }

  /** Resolves at the server's ack. A text may be given as it is. */
  send(
    to: Account | Group,
    content: Content | string,
    options: Context & { readonly id?: string } = {},
  ): Promise<Sent> {
    return this.#next(async () => {
      const chat = chatOf(to);
      const addressing = addressingOf(this.account, chat);
      const said: Content = typeof content === 'string' ? { kind: 'text', text: content } : content;
      const { id, quote, mentions = [] } = options;
      const quoted = quote && {
        id: quote.id,
        author: jidOf(quote.author, addressing),
        message: recall(this.#line.memory, quote.id).message,
      };
      const uploaded =
        'bytes' in said && said.kind !== 'bytes'
          ? await upload(this.#line.server.media, said.kind, said.bytes)
          : undefined;
      if (uploaded !== undefined && this.keepsFiles) await keepFile(this.#line, uploaded);
      const message = outgoing(said, {
        secret: randomBytes(32),
        context: options,
        mentions: mentions.map((account) => jidOf(account, addressing)),
        ...(quoted === undefined ? {} : { quoted }),
        ...(uploaded === undefined ? {} : { uploaded }),
      });
      return this.#transmit(chat, message, id);
    });
  }

  /** `id` is a message of this phone. */
  edit(id: string, text: string, { style }: { readonly style: EditStyle }): Promise<Sent> {
    return this.#actOn(id, (original, at) => edit(this.#line, original, text, style, at));
  }

  /** Deletes for everyone. */
  revoke(id: string): Promise<Sent> {
    return this.#actOn(id, (original) => revoke(this.#line, original));
  }

  /** An empty emoji takes the reaction back. */
  react(id: string, emoji: string): Promise<Sent> {
    return this.#actOn(id, (original, at) => react(this.#line, original, emoji, at));
  }

  vote(pollId: string, options: readonly string[]): Promise<Sent> {
    return this.#actOn(pollId, (poll, at) => vote(this.#line, poll, options, at));
  }

  /** Opens the chat on a received message: the sender sees it read, if this phone shows that. */
  read(id: string): Promise<void> {
    return this.#next(async () => {
      const { chat, author } = recall(this.#line.memory, id);
      const group = chat.kind === 'group' ? { participant: jidOf(author, chat.group.addressing) } : {};
      const type = this.readReceipts ? 'read' : 'read-self';
      this.#mailbox.acknowledge({
        tag: 'receipt',
        attrs: { id, to: chatJid(this.account, chat), type, t: String(this.#line.server.now()), ...group },
      });
    });
  }

  /** Sets after how many seconds the chat's messages disappear; 0 turns that off. */
  disappear(to: Account | Group, seconds: number): Promise<Sent> {
    return this.#next(() => this.#transmit(chatOf(to), disappear(seconds)));
  }

  call(to: Account, options?: { readonly video?: boolean }): Promise<Call> {
    return this.#next(async () => call(this.#line, to, options));
  }

  /** Forgets the sessions with all devices of an account: the next message to it is a `pkmsg`. */
  resetSession(account: Account): Promise<void> {
    return this.#next(async () => {
      for (const jid of this.#line.server.devicesOf(account.lid)) {
        await this.#line.signal.dropSession(deviceOf(this.#line.server, jid).name);
      }
    });
  }

  /** Scans a companion's QR code; old chats follow by themselves once it has logged in. */
  async link(qr: string, chats: readonly OldChat[] = []): Promise<Device> {
    return this.#linked(await this.account.scan(qr), chats);
  }

  /** Types a companion's pairing code. */
  async linkByCode(code: string, chats: readonly OldChat[] = []): Promise<Device> {
    return this.#linked(await this.account.acceptCode(code), chats);
  }

  /** Sends old chats to a companion; resolves with the id of the message that carries them. */
  syncHistory(device: Device, chats: readonly OldChat[]): Promise<string> {
    return this.#next(() => syncHistory(this.#line, device, chats));
  }

  /** Leaves the network: what arrives meanwhile waits on the server. */
  goOffline(): void {
    const device = this.account.devices.get(0);
    if (device !== undefined) this.#line.server.detach(device);
  }

  goOnline(): void {
    this.#line.server.attach(this.account, 0, this.#self);
  }

  /** From now on nobody who asks for a message again gets it: the person's phone is off or has lost it. */
  ignoreRetries(): void {
    this.#mailbox.answersRetries = false;
  }

  /** Keeps delivery and read receipts back until `releaseReceipts`. */
  holdReceipts(): void {
    this.#mailbox.holdsReceipts = true;
  }

  releaseReceipts(): void {
    this.#mailbox.releaseReceipts();
  }

  get inbox(): readonly Received[] {
    return this.#mailbox.inbox.all;
  }

  /** Resolves with the first received message, past or coming, that satisfies the predicate. */
  receives(predicate: (message: Received) => boolean): Promise<Received> {
    return this.#mailbox.inbox.until(predicate);
  }

  get receipts(): readonly ReceiptSeen[] {
    return this.#mailbox.receipts.all;
  }

  /** Resolves with the first receipt for messages of this phone, past or coming, that satisfies the predicate. */
  sees(predicate: (receipt: ReceiptSeen) => boolean): Promise<ReceiptSeen> {
    return this.#mailbox.receipts.until(predicate);
  }

  /** Messages this phone could not open; it asked for them again. */
  get unopened(): readonly Unopened[] {
    return this.#mailbox.unopened.all;
  }

  /** Resolves with the first call stanza, past or coming, that satisfies the predicate. */
  rings(predicate: (stanza: BinaryNode) => boolean): Promise<BinaryNode> {
    return this.#mailbox.calls.until(predicate);
  }

  /** Downloads and opens the file of a received message. */
  async file({ said }: Received): Promise<Buffer> {
    if (said.kind !== 'file') throw new Error('That message has no file.');
    return download(this.#line.server.media, said.media, said);
  }

  /** Resolves when everything asked or received so far is done. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.goOffline();
    await this.#last;
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  async #transmit(chat: Chat, message: Outgoing, given?: string): Promise<Sent> {
    const id = given ?? messageId();
    const { server, account, memory } = this.#line;
    const plaintext = message.plaintext instanceof Uint8Array ? {} : message.plaintext;
    memory.set(id, { id, chat, author: account, message: plaintext, outgoing: message, at: server.now() });
    return sendMessage(this.#line, chat, id, message);
  }

  #actOn(id: string, make: (original: ReturnType<typeof recall>, at: number) => Outgoing): Promise<Sent> {
    return this.#next(async () => {
      const original = recall(this.#line.memory, id);
      return this.#transmit(original.chat, make(original, this.#line.server.now()));
    });
  }

  async #linked(device: Device, chats: readonly OldChat[]): Promise<Device> {
    void device
      .ready()
      .then(() => this.syncHistory(device, chats))
      .catch((fault) => this.#faults.push(fault));
    return device;
  }

  #take(stanza: BinaryNode): void {
    this.#next(() => receive(this.#line, this.#mailbox, stanza)).catch((fault) => this.#faults.push(fault));
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
