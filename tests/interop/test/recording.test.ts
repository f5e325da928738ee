import { spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { recordArtifacts } from '@intoto/artifacts';
import { describe, expect, it } from 'vitest';

import { compareRecordings } from '../recording/compare.ts';
import { compareWithGit } from '../recording/git-excludes.ts';
import { type PythonOperations, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

async function makeTree(folder: string): Promise<void> {
  await mkdir(join(folder, 'sub/inner'), { recursive: true });
  await writeFile(join(folder, 'a.txt'), 'a\r\nb\rc\n');
  await writeFile(join(folder, 'sub/b.pyc'), '');
  await writeFile(join(folder, 'sub/inner/ü'), 'x');
  await symlink('sub', join(folder, 'linked'));
  await symlink('nowhere', join(folder, 'dangling'));
}

type Recording = Omit<PythonOperations['record']['request'], 'artifacts'>;

const CASES: readonly Recording[] = [
  {},
  { follow_symlink_dirs: true },
  { normalize_line_endings: true, exclude_patterns: ['inner'] },
  { base_path: 'sub', lstrip_paths: ['inner/'] },
];

withPeers(['python', 'python-2.3'], 'recording', (peers) => {
  it.each(['python', 'python-2.3'] as const)('is that of %s', async (name) => {
    await withScratchFolder(async (cwd) => {
      await makeTree(cwd);
      for (const options of CASES) {
        const theirs = await peers[name].ask('record', { cwd, artifacts: ['.', 'absent'], ...options });
        const ours = await recordArtifacts(['.', 'absent'], {
          cwd,
          followSymlinkDirs: options.follow_symlink_dirs ?? false,
          normalizeLineEndings: options.normalize_line_endings,
          excludePatterns: options.exclude_patterns,
          basePath: options.base_path,
          stripPrefixes: options.lstrip_paths,
        });
        expect(Object.fromEntries(ours)).toEqual(theirs);
      }
    });
  });
});

withPeers(['go', 'rust'], 'recording', ({ go, rust }) => {
  it('gives the digests of Go and Rust', async () => {
    await withScratchFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.txt'), 'a');
      const ours = await recordArtifacts(['a.txt'], { cwd });
      const digest = Object.fromEntries(ours);
      expect(await go.ask('record', { cwd, artifacts: ['a.txt'] })).toEqual(digest);
      expect(await rust.ask('record', { cwd, artifacts: ['a.txt'] })).toEqual(digest);
    });
  });
});

withPeers(['python', 'go'], 'products', ({ python, go }) => {
  it('are compared with the files there are', async () => {
    await withScratchFolder(async (cwd) => {
      await writeFile(join(cwd, 'here'), '');
      const products = { gone: { sha256: '00' }, here: { sha256: '00' } };
      const link = { _type: 'link', name: 'x', materials: {}, products, byproducts: {}, environment: {}, command: [] };
      const request = { cwd, link: { text: JSON.stringify({ signed: link, signatures: [] }) } };
      const expected = { onlyInProducts: ['gone'], notInProducts: [], differ: ['here'] };
      expect(await python.ask('match_products', request)).toEqual(expected);
      expect(await go.ask('match_products', request)).toEqual(expected);
    });
  });
});

withPeers(['python'], 'generated trees', ({ python }) => {
  it('are recorded as by the reference', { timeout: 120_000 }, async () => {
    const { differences, refused, recordings, loops } = await compareRecordings(python, { from: 0, count: 300 });
    expect(differences).toEqual([]);
    // Most must be recorded, not refused by both.
    expect(refused / recordings).toBeLessThan(0.3);
    expect(loops).toBeGreaterThan(10);
  });
});

describe.skipIf(spawnSync('git', ['--version']).status !== 0)('exclude patterns', () => {
  it('exclude what git ignores, where both define it', { timeout: 120_000 }, async () => {
    const { differences, excluded } = await compareWithGit({ from: 0, count: 300 });
    expect(differences).toEqual([]);
    expect(excluded).toBeGreaterThan(100);
  });
});
