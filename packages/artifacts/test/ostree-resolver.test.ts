import { recordArtifacts } from '@intoto/artifacts';
import { describe, expect, it } from 'vitest';

import { createTree, dir, record, sha256 } from './tree.ts';

const COMMIT = 'any bytes\r\n';
const ID = sha256(COMMIT);

function createRepository(refs: Readonly<Record<string, string>> = { main: `${ID}\n` }): string {
  const objects = dir({ [ID.slice(0, 2)]: dir({ [`${ID.slice(2)}.commit`]: COMMIT }) });
  return createTree({ repo: dir({ refs: dir({ heads: dir(refs) }), objects }) });
}

describe('an "ostree:" artifact', () => {
  it('is recorded by the commit that the ref is at, in the base path or the working directory', async () => {
    const cwd = createRepository();
    expect(await record(['ostree:main'], { cwd, basePath: 'repo' })).toEqual({ 'ostree:main': ID });
    expect(await record(['ostree:main'], { cwd: `${cwd}/repo` })).toEqual({ 'ostree:main': ID });
  });

  it('is not changed by patterns, prefixes, line endings or algorithms', async () => {
    const recorded = await recordArtifacts(['ostree:main'], {
      cwd: createRepository(),
      basePath: 'repo',
      excludePatterns: ['*'],
      includePatterns: ['nothing'],
      stripPrefixes: ['main', 'ostree:'],
      normalizeLineEndings: true,
      algorithms: ['sha512'],
    });
    expect([...recorded].map(([name, digests]) => [name, { ...digests }])).toEqual([['ostree:main', { sha256: ID }]]);
  });

  it.each([
    ['no such ref', 'missing'],
    ['no ref at all', ''],
    ['a ref without a commit id', 'text'],
    ['a ref that would leave the repository', 'escape'],
    ['a commit without an object', 'dangling'],
  ])('needs more than %s', async (_what, ref) => {
    const cwd = createRepository({
      text: 'hello',
      escape: `..${'/..'.repeat(9)}/etc/passwd`,
      dangling: '0'.repeat(64),
    });
    await expect(record([`ostree:${ref}`], { cwd, basePath: 'repo' })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_OSTREE',
      details: { ref, repository: `${cwd}/repo` },
    });
  });

  it('needs a repository', async () => {
    const cwd = createTree({});
    await expect(record(['ostree:main'], { cwd })).rejects.toMatchObject({ code: 'ERR_ARTIFACT_OSTREE' });
    await expect(record(['ostree:main'], { cwd, basePath: 'missing' })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_BASE_PATH',
    });
  });
});
