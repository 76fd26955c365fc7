/** Builds the browser program into `dist`, which the monitor serves. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const monitor = 'http://localhost:8420';

export default defineConfig({
  plugins: [react(), compressedCopies()],
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': { target: monitor, changeOrigin: true }, '/live': { target: monitor, ws: true } } },
});

/** Leaves `<file>.gz` beside each script and style, for the monitor to serve: the first view is a quarter as large. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    async writeBundle({ dir = 'dist' }, bundle) {
      const paths = Object.keys(bundle)
        .filter((name) => /\.(js|css)$/.test(name))
        .map((name) => join(dir, name));
      for (const path of paths) {
        await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path), { level: 9 }));
      }
    },
  };
}
