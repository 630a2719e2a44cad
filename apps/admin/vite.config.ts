import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env.ADMIN_API ?? `http://127.0.0.1:${process.env.PORT ?? 4000}`;

export default defineConfig({
  root: here('.'),
  base: '/admin/',
  plugins: [react()],
  resolve: {
    // The doors of the pure rooms, in their source: package.json would lead to the built server.
    alias: [{ find: /^#(kernel|document|quality)$/, replacement: here('../../libs/$1/src/index.ts') }],
  },
  build: {
    outDir: here('../../dist/admin'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: address would need its own permission in the Content-Security-Policy.
    assetsInlineLimit: 0,
    manifest: true,
  },
  server: {
    port: Number(process.env.ADMIN_PORT ?? 5173),
    proxy: Object.fromEntries(
      ['/graphql', '/api', '/demo', '/media'].map((path) => [path, { target: api, changeOrigin: false }]),
    ),
  },
});
