// In verify.html: the person chooses the ZIP; nothing leaves the browser. `words` stands above.
import { checkExport } from './check.mjs';

const [chosen, told, progress] = ['zip', 'verdict', 'progress'].map((id) => document.getElementById(id));
chosen.addEventListener('change', () => {
  const [file] = chosen.files;
  if (file === undefined) return;
  told.textContent = words.checking;
  told.removeAttribute('data-verdict');
  check(file).catch(() => {
    told.textContent = words.tooOld;
  });
});

async function check(file) {
  const verdict = await checkExport(browserTools(file), (done, total) => {
    progress.max = total;
    progress.value = done;
  });
  // An altered file ends the search early; the bar says that it is over.
  progress.value = progress.max;
  told.dataset.verdict = verdict.kind;
  told.textContent =
    verdict.kind === 'altered'
      ? `${words.altered} ${verdict.file ?? words.endOfZip}`
      : `${words.consistent} ${words.fingerprint} ${verdict.fingerprint}`;
}

function browserTools(file) {
  return {
    size: file.size,
    read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
    async sha256(pieces) {
      const parts = [];
      for await (const piece of pieces) parts.push(piece);
      const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    async *unpack(pieces) {
      const { readable, writable } = new DecompressionStream('deflate-raw');
      const writer = writable.getWriter();
      const written = (async () => {
        for await (const piece of pieces) await writer.write(piece);
        await writer.close();
      })();
      written.catch(() => undefined);
      const reader = readable.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
      await written;
    },
    async isSigned(publicKey, bytes, signature) {
      const der = Uint8Array.from(atob(publicKey.replace(/-----[A-Z ]+-----|\s/g, '')), (one) => one.charCodeAt(0));
      const key = await crypto.subtle.importKey('spki', der, 'Ed25519', false, ['verify']);
      return crypto.subtle.verify('Ed25519', key, signature, bytes);
    },
    crc32(bytes) {
      let crc = 0xffffffff;
      for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
      }
      return (crc ^ 0xffffffff) >>> 0;
    },
  };
}
