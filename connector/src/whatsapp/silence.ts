/** Keeps libsignal from printing: it writes whole sessions, private keys included, to the console. */
import { createRequire } from 'node:module';

/** The console's voices that libsignal 6.0.0 uses. */
const voices = ['info', 'warn', 'error'] as const;

/** Methods of its session record that print whole sessions. All are synchronous. */
const printing = ['closeSession', 'openSession', 'removeOldSessions'] as const;

/** How its other sentences begin: they tell of no key, but would be noise without meaning to whoever runs the program. */
const noise = [
  'Failed to decrypt message with any known session...',
  'Session error:',
  'Decrypted message with closed session.',
  'Closing open session in favor of incoming prekey bundle',
  'Unhandled bucket type (for naming):',
  'V1 session storage migration error: registrationId',
  'Migrating session to:',
  'WARNING: Expected pubkey of length 33, please report the ST and client that generated the pubkey',
];

type Method = (this: unknown, ...given: unknown[]) => unknown;
const silent = Symbol.for('atalaia.silent');

/**
 * Call it before the first socket is made; calling it again changes nothing. Keys are kept in at their source,
 * whatever becomes of the console later; only the harmless sentences are filtered from the console itself.
 */
export function silenceLibsignal(): void {
  for (const name of printing) replace(sessionRecord(), name, quietly);
  for (const voice of voices) replace(console, voice, withoutNoise);
}

/** The very class that Baileys' libsignal uses. */
function sessionRecord(): object {
  const baileys = createRequire(import.meta.url).resolve('@whiskeysockets/baileys');
  const loaded: unknown = createRequire(baileys)('libsignal/src/session_record.js');
  if (typeof loaded !== 'function') throw new TypeError('libsignal is not the version that this program silences.');
  return loaded.prototype as object;
}

/** While the method runs nothing else of the process can print, so the console as a whole is muted. */
function quietly(method: Method): Method {
  return function (...given) {
    const before = voices.map((voice) => console[voice]);
    for (const voice of voices) console[voice] = () => undefined;
    try {
      return method.apply(this, given);
    } finally {
      voices.forEach((voice, at) => {
        console[voice] = before[at] as typeof console.info;
      });
    }
  };
}

function withoutNoise(voice: Method): Method {
  return function (...given) {
    const [first] = given;
    if (typeof first === 'string' && noise.some((sentence) => first.startsWith(sentence))) return undefined;
    return voice.apply(this, given);
  };
}

function replace(holder: object, name: string, around: (method: Method) => Method): void {
  const method: unknown = Reflect.get(holder, name);
  if (typeof method !== 'function') throw new TypeError(`libsignal or the console has no ${name}.`);
  if (silent in method) return;
  Reflect.set(holder, name, Object.assign(around(method as Method), { [silent]: true }));
}
