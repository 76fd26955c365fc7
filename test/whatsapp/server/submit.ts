/** What a device sends that is no query: messages, receipts, acknowledgements, calls. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { DeviceState } from './accounts.ts';
import { type CallParts, takeCall } from './calls.ts';
import { type MediaRetryParts, takeMediaAnswer, takeMediaRequest } from './media-retry.ts';
import { type ReceiptParts, takeAck, takeReceipt } from './receipts.ts';
import { type RelayParts, type Taken, takeMessage } from './relay.ts';

export type SubmitParts = RelayParts & ReceiptParts & CallParts & MediaRetryParts;

/** Undefined for stanzas that nobody answers (acknowledgements, presence, telemetry). */
export function takeStanza(parts: SubmitParts, device: DeviceState, node: BinaryNode): Taken | undefined {
  switch (node.tag) {
    case 'message':
      return takeMessage(parts, device, node);
    case 'receipt':
      return { ack: receiptAck(parts, device, node), dispatch: () => undefined };
    case 'notification':
      return { ack: takeMediaAnswer(parts, device, node), dispatch: () => undefined };
    case 'call':
      return { ack: takeCall(parts, device, node), dispatch: () => undefined };
    case 'ack':
      takeAck(parts, device, node);
      return undefined;
    default:
      return undefined;
  }
}

/** A `server-error` receipt receives nothing: it asks for a file. */
function receiptAck(parts: SubmitParts, device: DeviceState, receipt: BinaryNode): BinaryNode {
  return receipt.attrs['type'] === 'server-error'
    ? takeMediaRequest(parts, device, receipt)
    : takeReceipt(parts, device, receipt);
}
