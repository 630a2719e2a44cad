import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env.ADMIN_API ?? `http://127.0.0.1:${process.env.PORT ?? 4000}`;

/**
 * The count of syllables uses `pluralize`, which exports itself only where there is a `require`. Bundled for a browser there
 * is none, and the function would be missing from the checks that run while somebody types.
 */
const pluralizeExports = (): Plugin => ({
  name: 'pluralize-exports',
  transform: (code, id) =>
    id.includes('/node_modules/pluralize/') ? code.replace("typeof require === 'function' && ", '') : null,
});

export default defineConfig({
  root: here('.'),
  base: '/admin/',
  plugins: [react(), pluralizeExports()],
  worker: { format: 'es', plugins: () => [pluralizeExports()] },
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
