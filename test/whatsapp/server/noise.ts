/** The server's half of WhatsApp's handshake, Noise XX with X25519, AES-256-GCM and SHA-256. */
import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  sha256,
} from '@whiskeysockets/baileys';

/** Encrypts what one side says after the handshake; one counter per direction. */
export interface Cipher {
  seal(plaintext: Uint8Array): Buffer;
  open(ciphertext: Uint8Array): Buffer;
}

export interface NoiseAnswer {
  /** For `serverHello`. */
  readonly ephemeral: Uint8Array;
  readonly static: Uint8Array;
  readonly payload: Uint8Array;
  /** Reads `clientFinish`; throws when the client doesn't hold the keys it claims. */
  finish(clientStatic: Uint8Array, payload: Uint8Array): NoiseSession;
}

export interface NoiseSession {
  readonly clientStatic: Uint8Array;
  readonly payload: Uint8Array;
  readonly fromClient: Cipher;
  readonly toClient: Cipher;
}

const nothing = Buffer.alloc(0);

/** Answers a client's hello with our keys and the certificate chain that vouches for them. */
export function answerHello(clientEphemeral: Uint8Array, keys: KeyPair, certificates: Uint8Array): NoiseAnswer {
  const state = handshakeState();
  const ephemeral = Curve.generateKeyPair();
  state.authenticate(clientEphemeral);
  state.authenticate(ephemeral.public);
  state.mix(Curve.sharedKey(ephemeral.private, clientEphemeral));
  const sealedStatic = state.encrypt(keys.public);
  state.mix(Curve.sharedKey(keys.private, clientEphemeral));
  const sealedCertificates = state.encrypt(certificates);
  return {
    ephemeral: ephemeral.public,
    static: sealedStatic,
    payload: sealedCertificates,
    finish: (sealedClientStatic, sealedPayload) => {
      const clientStatic = state.decrypt(sealedClientStatic);
      state.mix(Curve.sharedKey(ephemeral.private, clientStatic));
      const payload = state.decrypt(sealedPayload);
      const [fromClient, toClient] = state.split();
      return { clientStatic, payload, fromClient: counting(fromClient), toClient: counting(toClient) };
    },
  };
}

function handshakeState() {
  // The pattern's name is exactly 32 bytes, so it is the first hash itself.
  let hash = Buffer.from(NOISE_MODE);
  let salt: Buffer = hash;
  let key: Uint8Array = hash;
  let counter = 0;
  const authenticate = (data: Uint8Array) => {
    hash = Buffer.from(sha256(Buffer.concat([hash, data])));
  };
  const derive = (secret: Uint8Array): [Buffer, Buffer] => {
    const derived = Buffer.from(hkdf(secret, 64, { salt, info: '' }));
    return [derived.subarray(0, 32), derived.subarray(32)];
  };
  authenticate(NOISE_WA_HEADER);
  return {
    authenticate,
    mix: (secret: Uint8Array) => {
      [salt, key] = derive(secret);
      counter = 0;
    },
    encrypt: (plaintext: Uint8Array) => {
      const sealed = aesEncryptGCM(plaintext, key, nonce(counter++), hash);
      authenticate(sealed);
      return sealed;
    },
    decrypt: (ciphertext: Uint8Array) => {
      const opened = aesDecryptGCM(ciphertext, key, nonce(counter++), hash);
      authenticate(ciphertext);
      return opened;
    },
    split: () => derive(nothing),
  };
}

function counting(key: Uint8Array): Cipher {
  let counter = 0;
  return {
    seal: (plaintext) => aesEncryptGCM(plaintext, key, nonce(counter++), nothing),
    open: (ciphertext) => aesDecryptGCM(ciphertext, key, nonce(counter++), nothing),
  };
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}
