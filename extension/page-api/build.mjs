// Builds the integrators' helper: one ES module without dependencies, and its types.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';

const MOST_BYTES = 2048;

const source = fileURLToPath(new URL('posos-bridge.ts', import.meta.url));
const outDir = `${process.env.WXT_OUT ?? fileURLToPath(new URL('../.output', import.meta.url))}/page-api`;

await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    minify: true,
    lib: { entry: source, formats: ['es'], fileName: () => 'posos-bridge.js' },
  },
});
const { outputText: types } = ts.transpileDeclaration(readFileSync(source, 'utf8'), { fileName: source });
writeFileSync(`${outDir}/posos-bridge.d.ts`, types);

const bytes = readFileSync(`${outDir}/posos-bridge.js`).length;
if (bytes >= MOST_BYTES) throw new Error(`The helper has grown to ${bytes} bytes.`);
console.log(`${outDir}/posos-bridge.js: ${bytes} bytes`);
