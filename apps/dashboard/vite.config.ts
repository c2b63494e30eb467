import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const outDir = resolve(import.meta.dirname, '../../dist/dashboard');

/** `npm run build` ends with it; `npx vite apps/dashboard` serves it with hot reload beside a running `npm start`. */
export default defineConfig({
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // What is loaded before the first page is watched by a test (dashboard-size.spec.ts), not by a warning.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // Libraries mark what runs in browsers for frameworks that also run on servers: nothing to us.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  plugins: [compressed()],
  server: { proxy: { '/api': process.env.TIERLINE_API ?? 'http://127.0.0.1:3000' } },
});

/** Each text file also as `.br`, so that the server never compresses. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle() {
      const files = (await readdir(outDir, { recursive: true })).filter((file) => /\.(?:js|css|svg|html)$/.test(file));
      for (const file of files) {
        const bytes = await readFile(join(outDir, file));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        await writeFile(join(outDir, `${file}.br`), await promisify(brotliCompress)(bytes, { params }));
      }
    },
  };
}
