/** Run as a process of its own: Signal sessions open, close and fail as in a day of WhatsApp. With `loud`, libsignal is left as it is. */
import {
  addTransactionCapability,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  generateSignalPubKey,
  initAuthCreds,
  type SignalDataSet,
  type SignalDataTypeMap,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import { silenceLibsignal } from '../../connector/src/whatsapp/silence.ts';

const logger = pino({ level: 'silent' });
if (process.argv[2] !== 'loud') {
  silenceLibsignal();
  // Twice, as two connectors of one process do.
  silenceLibsignal();
}

function someone() {
  const rows = new Map<string, unknown>();
  const keys = addTransactionCapability(
    {
      get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) =>
        Object.fromEntries(
          ids.flatMap((id) => {
            const row = rows.get(`${type}/${id}`) as SignalDataTypeMap[T] | undefined;
            return row === undefined ? [] : [[id, row] as const];
          }),
        ),
      set(changes: SignalDataSet) {
        for (const [type, values] of Object.entries(changes)) {
          for (const [id, value] of Object.entries(values)) {
            if (value === null) rows.delete(`${type}/${id}`);
            else rows.set(`${type}/${id}`, value);
          }
        }
      },
    },
    logger,
    { maxCommitRetries: 1, delayBetweenTriesMs: 1 },
  );
  const creds = initAuthCreds();
  return { creds, keys, signal: DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds, keys }, logger) };
}

const [ana, company] = [someone(), someone()];
const anaJid = '5511987650001@s.whatsapp.net';
const companyJid = '5511987650002@s.whatsapp.net';

/** A new session for each message: the one before is closed, and after forty of them the oldest are removed. */
async function newSession(n: number): Promise<void> {
  const preKey = Curve.generateKeyPair();
  await company.keys.set({ 'pre-key': { [n]: preKey } });
  const { signedIdentityKey, signedPreKey, registrationId } = company.creds;
  await ana.signal.injectE2ESession({
    jid: companyJid,
    session: {
      registrationId,
      identityKey: generateSignalPubKey(signedIdentityKey.public),
      signedPreKey: {
        keyId: signedPreKey.keyId,
        publicKey: generateSignalPubKey(signedPreKey.keyPair.public),
        signature: signedPreKey.signature,
      },
      preKey: { keyId: n, publicKey: generateSignalPubKey(preKey.public) },
    },
  });
}

let refused = 0;
for (let n = 1; n <= 45; n++) {
  await newSession(n);
  const { type, ciphertext } = await ana.signal.encryptMessage({ jid: companyJid, data: Buffer.from('Bom dia') });
  await company.signal.decryptMessage({ jid: anaJid, type, ciphertext: Buffer.from(ciphertext) });
  if (n % 10 > 0) continue;
  const answer = await company.signal.encryptMessage({ jid: anaJid, data: Buffer.from('Oi') });
  const damaged = Buffer.from(answer.ciphertext);
  damaged[damaged.length - 3] = (damaged.at(-3) ?? 0) ^ 1;
  await ana.signal.decryptMessage({ jid: companyJid, type: answer.type, ciphertext: damaged }).catch(() => {
    refused += 1;
  });
}
process.stdout.write(`sessions done, ${refused} refused\n`);
console.info('The console still speaks.');
