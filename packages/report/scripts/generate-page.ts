/**
 * Puts the script and the style of the HTML report into `src/generated/page-assets.ts`, with the hashes by which the page's
 * Content-Security-Policy lets them in and nothing else.
 *
 *     node scripts/generate-page.ts [--check]
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const OUTPUT = new URL('../src/generated/page-assets.ts', import.meta.url);

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(`../page/${entry}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
  });
  return (result.outputFiles[0]?.text ?? '').trim();
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const script = await bundle('artifact-list.ts');
const style = await bundle('page.css');
if (/<\/?(?:script|style|!--)/i.test(script + style)) throw new Error('the page cannot hold its own script or style');
const source = `// Generated from page/ by scripts/generate-page.ts. Do not edit.
${Object.entries({
  PAGE_SCRIPT: script,
  PAGE_SCRIPT_HASH: hash(script),
  PAGE_STYLE: style,
  PAGE_STYLE_HASH: hash(style),
})
  .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
  .join('\n')}
`;
if (!process.argv.includes('--check')) writeFileSync(OUTPUT, source);
else if (readFileSync(OUTPUT, 'utf8') !== source) {
  console.error('src/generated/page-assets.ts is out of date: run `pnpm generate`');
  process.exitCode = 1;
}
