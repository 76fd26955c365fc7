/** Finds the companion whose QR code was scanned or whose pairing code was typed. */
import type { Caller } from './channel.ts';
import { type CodeExchange, readHello } from './pairing-code.ts';
import { digits, type Random } from './random.ts';
import { type Admission, greet, type Registration, type WaitingCompanion } from './waiting-companion.ts';

/** A companion that shows a pairing code, with its opening move. */
export interface ShowingCode {
  readonly companion: WaitingCompanion;
  readonly hello: CodeExchange;
}

export interface WaitingCompanions {
  /** Takes in a companion that registers. */
  admit(caller: Caller, registration: Registration): Admission;
  byReference(ref: string): WaitingCompanion | undefined;
  /** Resolves with the companion that shows a code for this phone JID, at once if one does already. */
  showsCodeFor(pn: string): Promise<ShowingCode>;
}

/** As many QR codes as a companion may show before it gives up. */
const references = 6;

export function createWaitingCompanions({ random }: { random: Random }): WaitingCompanions {
  const waiting = new Set<WaitingCompanion>();
  const showing = new Map<string, ShowingCode>();
  const typing = new Map<string, (shown: ShowingCode) => void>();
  return {
    byReference: (ref) => [...waiting].find(({ refs }) => refs.includes(ref)),
    showsCodeFor: (pn) => {
      const shown = showing.get(pn);
      return shown === undefined ? new Promise((resolve) => typing.set(pn, resolve)) : Promise.resolve(shown);
    },
    admit: (caller, registration) => {
      const refs = Array.from({ length: references }, () => `2@${digits(random, 24)}`);
      const { companion, admission } = greet(caller, registration, refs, (move) => {
        const hello = readHello(move, refs[0] ?? '');
        showing.set(hello.phone, { companion, hello });
        typing.get(hello.phone)?.({ companion, hello });
        typing.delete(hello.phone);
      });
      waiting.add(companion);
      return {
        take: admission.take,
        closed: () => {
          waiting.delete(companion);
          for (const [pn, shown] of showing) if (shown.companion === companion) showing.delete(pn);
          admission.closed();
        },
      };
    },
  };
}
