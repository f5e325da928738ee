/**
 * Writes the vectors of @intoto/conformance from their definitions here; with `--check` says what differs instead.
 * Signatures of randomised schemes are those in `recorded-signatures.json`, so that nothing changes by itself.
 *
 *     node --conditions=@intoto/source generate.ts [--check]
 */
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { OWNER_KEY } from './src/case-definition.ts';
import { CASES } from './src/cases/index.ts';
import { SETS } from './src/sets/index.ts';
import { countNewSignatures, saveSignatures } from './src/signature-book.ts';
import { writeCase } from './src/write-case.ts';

const VECTORS = fileURLToPath(new URL('../../packages/conformance/vectors/', import.meta.url));
/** Files here that are written by hand. */
const BY_HAND = new Set(['README.md']);

/** Removes a file, and the folders that are empty then. */
function removeFile(path: string): void {
  rmSync(join(VECTORS, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(VECTORS, folder)).length > 0) return;
    rmdirSync(join(VECTORS, folder));
  }
}

const wanted = new Map<string, Buffer>();
for (const definition of CASES) {
  const folder = `cases/${definition.name}`;
  if (wanted.has(`${folder}/case.json`)) throw new TypeError(`two cases are called ${definition.name}`);
  for (const [path, content] of writeCase(definition)) wanted.set(`${folder}/${path}`, Buffer.from(content as string));
}
for (const [name, content] of Object.entries(OWNER_KEY)) wanted.set(`keys/${name}`, Buffer.from(content as string));
for (const [name, text] of Object.entries(SETS)) wanted.set(`functions/${name}.json`, Buffer.from(text, 'utf8'));

const present = readdirSync(VECTORS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(VECTORS, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .filter((path) => !BY_HAND.has(path));

const superfluous = present.filter((path) => !wanted.has(path));
const isPresent = new Set(present);
const changed = [...wanted].filter(
  ([path, content]) => !isPresent.has(path) || !readFileSync(join(VECTORS, path)).equals(content),
);
const count = `${CASES.length} cases, ${wanted.size} files`;

if (process.argv.includes('--check')) {
  const unrecorded = countNewSignatures();
  for (const path of superfluous.slice(0, 20)) console.error(`${path}: no definition makes it`);
  for (const [path] of changed.slice(0, 20)) console.error(`${path}: differs from its definition`);
  if (unrecorded > 0) console.error(`${unrecorded} signatures are not recorded`);
  process.exitCode = superfluous.length + changed.length + unrecorded === 0 ? 0 : 1;
  console.log(`vectors: ${count}, ${superfluous.length + changed.length} differ`);
} else {
  for (const path of superfluous) removeFile(path);
  for (const [path, content] of changed) {
    mkdirSync(dirname(join(VECTORS, path)), { recursive: true });
    writeFileSync(join(VECTORS, path), content);
  }
  saveSignatures();
  console.log(`vectors: ${count}, ${changed.length} written, ${superfluous.length} removed`);
}
