/** Packs every package as it would be published and lets publint and attw look at the tarballs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PACKAGES } from './floors.ts';

const folder = mkdtempSync(join(tmpdir(), 'in-toto-packed-'));
let failed = false;
for (const name of PACKAGES) {
  execFileSync('pnpm', ['pack', '--pack-destination', folder], {
    cwd: `packages/${name}`,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
const tarballs = readdirSync(folder).sort();
for (const tarball of tarballs) {
  const path = join(folder, tarball);
  const listing = execFileSync('tar', ['tzf', path], { encoding: 'utf8' });
  const unwanted = listing.split('\n').filter((file) => /tsbuildinfo$|\/test\/|\/node_modules\/|\/\.api\//u.test(file));
  const checks: readonly (readonly [string, readonly string[]])[] = [
    ['publint', ['run', '--strict', path]],
    // A package without an export has programs only.
    [
      'attw',
      [
        '--profile',
        'esm-only',
        '--no-color',
        '--no-emoji',
        '--format',
        'ascii',
        '--exclude-entrypoints',
        './schemas/*',
        '--',
        path,
      ],
    ],
  ];
  for (const [tool, args] of checks) {
    const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
    if (status === 0) continue;
    failed = true;
    console.error(`${tool} ${tarball}\n${stdout}${stderr}`);
  }
  if (unwanted.length > 0) {
    failed = true;
    console.error(`${tarball}: should not be published: ${unwanted.join(', ')}`);
  }
}
rmSync(folder, { recursive: true });
if (tarballs.length !== PACKAGES.length) failed = true;
console.log(`packed: ${tarballs.length} tarballs`);
process.exitCode = failed ? 1 : 0;
