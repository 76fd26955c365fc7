import { randomBytes } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import type { MediaSource, MessageRef } from '../../connector/src/content.ts';
import { askAgain } from '../../connector/src/whatsapp/ask-again.ts';
import { type FetchDeps, FileFault, fetchFile } from '../../connector/src/whatsapp/fetch-file.ts';
import { upload } from '../whatsapp/phone/media.ts';
import { openMediaHost } from '../whatsapp/server/media-host.ts';
import { encryptedFile } from './encrypted-file.ts';

const never = new AbortController().signal;
const clear = randomBytes(300_001);

const encrypted = (bytes: Uint8Array = clear) => encryptedFile(bytes, '/v/t62/file.enc?oh=1');

/** A host that answers this, in pieces of odd lengths; `asked` tells where it was asked. */
function answering(stored: Uint8Array | null, status = 200, maxBytes = 1_000_000) {
  const asked: string[] = [];
  const deps: FetchDeps = {
    maxBytes,
    host: async () => 'mmg.whatsapp.net',
    fetch: async (url) => {
      asked.push(url.href);
      return new Response(stored && streamOf(pieces(stored)), { status });
    },
  };
  return { deps, asked };
}

function streamOf(chunks: Iterator<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
  });
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  let length = 1;
  for (let at = 0; at < bytes.length; at += length) {
    length = (length * 7) % 9973;
    yield bytes.subarray(at, at + length);
  }
}

async function readAll(deps: FetchDeps, source: MediaSource): Promise<Buffer> {
  const fetched = await fetchFile(deps, source, never);
  if (fetched.kind !== 'kept') throw new Error(fetched.kind);
  const chunks: Uint8Array[] = [];
  for await (const chunk of fetched.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a file', () => {
  it('of every kind that a phone uploaded comes from the media host with equal bytes, until it is gone', async () => {
    await using host = await openMediaHost();
    setDefaultCACertificates([...getCACertificates('default'), host.ca]);
    const deps: FetchDeps = { maxBytes: 1_000_000, host: async () => host.host, fetch };
    for (const kind of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
      const sent = await upload(host, kind, clear);
      const source: MediaSource = { kind, ...sent, size: sent.fileLength, mimeType: null };
      expect((await readAll(deps, source)).equals(clear)).toBe(true);
      expect((await readAll(deps, { ...source, directPath: null })).equals(clear)).toBe(true);
      host.expire(sent.directPath);
      expect(await fetchFile(deps, source, never)).toEqual({ kind: 'gone' });
    }
  });

  it.each([0, 1, 15, 16, 17])('of %i bytes comes whole', async (length) => {
    const bytes = clear.subarray(0, length);
    const { stored, source } = encrypted(bytes);
    expect((await readAll(answering(stored).deps, source)).equals(bytes)).toBe(true);
  });

  it('is never asked of another host than WhatsApp’s, whatever the sender writes', async () => {
    const { stored, source } = encrypted();
    for (const directPath of [
      '//evil.example/file',
      'https://evil.example/file',
      '/\\evil.example/file',
      'http://[bad',
    ]) {
      const { deps, asked } = answering(stored);
      expect(await fetchFile(deps, { ...source, directPath }, never)).toEqual({ kind: 'gone' });
      expect(asked).toEqual([]);
    }
    for (const [place, path] of [
      [{ directPath: '@evil.example/file' }, '/@evil.example/file'],
      [{ directPath: '/../a?b=c#d' }, '/a?b=c'],
      [{ directPath: null, url: 'http://169.254.169.254/latest?x' }, '/latest?x'],
    ] as const) {
      const { deps, asked } = answering(stored);
      await fetchFile(deps, { ...source, ...place }, never);
      expect(asked).toEqual([`https://mmg.whatsapp.net${path}`]);
    }
  });

  it('with one bit changed anywhere is refused at the latest at its end', async () => {
    const { stored, source } = encrypted();
    for (const at of [0, 16, 150_000, stored.length - 11, stored.length - 1]) {
      const changed = Buffer.from(stored);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(readAll(answering(changed).deps, source)).rejects.toMatchObject({ code: 'altered' });
    }
  });

  it('cut short, without content, or not the one that the message named is refused', async () => {
    const { stored, source } = encrypted();
    const other = { ...source, fileSha256: randomBytes(32) };
    const unnamed = { ...source, fileEncSha256: randomBytes(32) };
    for (const [bytes, told] of [
      [stored.subarray(0, 200_000), source],
      [stored.subarray(0, 5), source],
      [new Uint8Array(), source],
      [stored, other],
      [stored, unnamed],
    ] as const) {
      await expect(readAll(answering(bytes).deps, told)).rejects.toBeInstanceOf(FileFault);
    }
  });

  it('is as long as it is, not as its sender says, and no longer than we take', async () => {
    const { stored, source } = encrypted();
    const { deps } = answering(stored, 200, 100_000);
    await expect(readAll(deps, { ...source, size: 10 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each([403, 404, 410])('is gone when the host answers %i', async (status) => {
    expect(await fetchFile(answering(null, status).deps, encrypted().source, never)).toEqual({ kind: 'gone' });
  });

  it.each([206, 302, 429, 500])('is tried again when the host answers %i', async (status) => {
    const fetched = await fetchFile(answering(Buffer.from('no'), status).deps, encrypted().source, never);
    expect(fetched).toMatchObject({ kind: 'failed', fault: { code: 'refused' } });
  });

  it('is tried again when nobody answers, or the line breaks', async () => {
    const { source, stored } = encrypted();
    const deps: FetchDeps = {
      ...answering(null).deps,
      fetch: async () => {
        throw new TypeError('fetch failed');
      },
    };
    expect(await fetchFile(deps, source, never)).toMatchObject({ kind: 'failed', fault: { code: 'unreachable' } });
    function* breaking() {
      yield stored.subarray(0, 1000);
      throw new TypeError('terminated');
    }
    const broken = { ...deps, fetch: async () => new Response(streamOf(breaking())) };
    await expect(readAll(broken, source)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('without a key is gone', async () => {
    const { source, stored } = encrypted();
    const keyless = { ...source, mediaKey: new Uint8Array() };
    expect(await fetchFile(answering(stored).deps, keyless, never)).toEqual({ kind: 'gone' });
  });

  it('that failed says nothing of its place or content', async () => {
    const { source } = encrypted();
    const fetched = await fetchFile(answering(null, 500).deps, source, never);
    expect(fetched.kind === 'failed' && fetched.fault.message).not.toContain('t62');
  });
});

describe('asking the phone for a file again', () => {
  const { source } = encrypted();
  const ref = { conversation: 'c', author: 'us', id: 'A1' } as unknown as MessageRef;
  const row = { ref, source, jid: '900000000000101@lid', fromMe: false, participant: null };

  it('gives the new place', async () => {
    const asked: WAMessage[] = [];
    const updateMediaMessage = async (message: WAMessage) => {
      asked.push(message);
      if (message.message?.documentMessage) message.message.documentMessage.directPath = '/v/new';
      return message;
    };
    expect(await askAgain({ updateMediaMessage }, row, never)).toEqual({
      kind: 'uploaded',
      source: { ...source, directPath: '/v/new' },
    });
    expect(asked[0]?.key).toEqual({ remoteJid: '900000000000101@lid', fromMe: false, id: 'A1' });
  });

  it('tells when the phone has it no longer, and when there is no answer to be had', async () => {
    const refusing = (error: unknown) => ({
      updateMediaMessage: async (): Promise<WAMessage> => {
        throw error;
      },
    });
    expect(await askAgain(refusing({ output: { statusCode: 404 } }), row, never)).toEqual({ kind: 'gone' });
    expect(await askAgain(refusing({ output: { statusCode: 428 } }), row, never)).toEqual({ kind: 'failed' });
    const silent = { updateMediaMessage: () => new Promise<WAMessage>(() => undefined) };
    expect(await askAgain(silent, row, AbortSignal.abort())).toEqual({ kind: 'failed' });
  });
});
