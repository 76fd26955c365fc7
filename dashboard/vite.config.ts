/** Builds the browser program into `dist`, which the monitor serves. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const monitor = 'http://localhost:8420';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': { target: monitor, changeOrigin: true }, '/live': { target: monitor, ws: true } } },
});
