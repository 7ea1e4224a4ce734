/**
 * Builds the web app twice from one source: for browsers into `dist/client` (hashed names, a
 * manifest), and for the server into `dist/server/render.js`, which renders the first answer.
 * `npm run dev:web` serves the first with hot reloading and passes /api on to a running server.
 */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chunks } from './build/chunks.ts';
import { compiledTexts } from './build/compiled-texts.ts';
import { leanRouter } from './build/lean-router.ts';
import { slimRoutes } from './build/slim-routes.ts';
import { twoLocales } from './build/two-locales.ts';
import { withoutSchemas } from './build/without-schemas.ts';

const api = 'http://127.0.0.1:8080';
const here = import.meta.dirname;

export default defineConfig({
  root: here,
  cacheDir: join(here, 'node_modules/.vite'),
  plugins: [react(), withoutSchemas(), twoLocales(), slimRoutes(), compiledTexts(), leanRouter()],
  server: { port: 5173, host: '127.0.0.1', proxy: { '/api': api, '/pay': api } },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // The policy of our pages allows no data: fonts or scripts; small images would be inlined so.
    assetsInlineLimit: 0,
    // Every browser we support knows modulepreload.
    modulePreload: { polyfill: false },
    target: 'es2023',
    sourcemap: false,
    rolldownOptions: {
      input: join(here, 'src/main/browser.tsx'),
      output: { codeSplitting: chunks },
    },
  },
});
