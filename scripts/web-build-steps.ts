/**
 * The build itself: the browser's files first, then the server's module, which is told their names;
 * then compressed copies, made once here instead of for every request. Run by `web-build.ts` with
 * the folder of the web app and one for the result.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type InlineConfig } from 'vite';
import { writeOfflineFiles } from '../web/build/offline-files.ts';

const compressible = /\.(?:js|css|svg|json|webmanifest|txt)$/;
/** Below this a header costs more than it saves. */
const COMPRESS_BYTES_MIN = 1_024;
/** Scripts beside the app, each `src/<name>/<name>.ts`: included by other sites, or by the browser itself. */
const standalone = ['embed', 'sw'] as const;

async function buildWeb(web: string, target: string): Promise<void> {
  const common = {
    configFile: join(web, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    clearScreen: false,
  } as const satisfies InlineConfig;
  await build({ ...common, build: { outDir: join(target, 'client'), emptyOutDir: true } });

  // Names of source files are nothing for browsers.
  const manifestFile = join(target, 'manifest.json');
  await rename(join(target, 'client/manifest.json'), manifestFile);
  const manifest = await readFile(manifestFile, 'utf8');
  await build({
    ...common,
    // Without the second one React would choose its slow form for developers at run time.
    define: { WEB_MANIFEST: manifest, 'process.env.NODE_ENV': '"production"' },
    publicDir: false,
    // One file with everything in it: no package of the web app is needed where the server runs.
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: join(target, 'server'),
      emptyOutDir: true,
      manifest: false,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input: join(web, 'src/main/server.tsx'),
        output: { entryFileNames: 'render.js', codeSplitting: false },
      },
    },
  });
  const shell = JSON.stringify(await writeOfflineFiles(web, target, manifestFile));
  const shellName = createHash('sha256').update(shell).digest('base64url').slice(0, 12);
  const define = { SHELL_FILES: shell, SHELL_NAME: JSON.stringify(shellName) };
  for (const name of standalone) {
    // In order: they write into one folder.
    // oxlint-disable-next-line no-await-in-loop
    await build({ ...standaloneScript(web, target, name), define });
  }
  await compress(join(target, 'client'));
}

/** One classic script with everything in it, under a name that never changes. */
const standaloneScript = (web: string, target: string, name: string): InlineConfig => ({
  configFile: join(web, 'vite.config.ts'),
  mode: 'production',
  logLevel: 'error',
  clearScreen: false,
  publicDir: false,
  build: {
    outDir: join(target, 'client'),
    emptyOutDir: false,
    manifest: false,
    rolldownOptions: {
      input: join(web, `src/${name}/${name}.ts`),
      output: { entryFileNames: `${name}.js`, format: 'iife', codeSplitting: false },
    },
  },
});

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

async function compress(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && compressible.test(one.name));
  await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      const bytes = await readFile(path);
      if (bytes.length < COMPRESS_BYTES_MIN) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      await writeFile(`${path}.br`, await toBrotli(bytes, { params }));
      await writeFile(`${path}.gz`, await toGzip(bytes, { level: 9 }));
    }),
  );
}

const [web, target] = process.argv.slice(2);
if (web === undefined || target === undefined) throw new TypeError('two folders are needed');
await buildWeb(web, target);
