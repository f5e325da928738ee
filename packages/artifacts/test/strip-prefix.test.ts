import { describe, expect, it } from 'vitest';

import { createTree, dir, isPosix, record, recordNames, sha256 } from './tree.ts';

describe('a prefix to strip', () => {
  const tree = { d: dir({ f: 'f', sub: dir({ g: 'g' }) }), e: 'e' };

  it.each([
    { prefixes: ['d/'], names: ['e', 'f', 'sub/g'] },
    { prefixes: ['d'], names: ['/f', '/sub/g', 'e'] },
    { prefixes: ['d/f', 'd/sub/'], names: ['', 'e', 'g'] },
    { prefixes: ['nothing/'], names: ['d/f', 'd/sub/g', 'e'] },
    { prefixes: ['./d/'], names: ['d/f', 'd/sub/g', 'e'] },
    { prefixes: [''], names: ['d/f', 'd/sub/g', 'e'] },
    { prefixes: ['f', 'e'], names: ['', 'd/f', 'd/sub/g'] },
  ])('is taken off as text: $prefixes', async ({ prefixes, names }) => {
    expect(await recordNames(['.'], { cwd: createTree(tree), stripPrefixes: prefixes })).toEqual(names);
  });

  it('may be in any script', async () => {
    const cwd = createTree({ 'ñandú-😀': dir({ f: '' }) });
    expect(await recordNames(['.'], { cwd, stripPrefixes: ['ñandú-😀/'] })).toEqual(['f']);
  });

  it('is not half of a character', async () => {
    const cwd = createTree({ '😀': '' });
    expect(await recordNames(['.'], { cwd, stripPrefixes: ['\ud83d'] })).toEqual(['😀']);
  });

  it('is compared without the scheme, which stays', async () => {
    const cwd = createTree(tree);
    expect(await recordNames(['file:d'], { cwd, stripPrefixes: ['d/'] })).toEqual(['file:f', 'file:sub/g']);
    expect(await recordNames(['file:d/f'], { cwd, stripPrefixes: ['file:d/'] })).toEqual(['file:d/f']);
  });

  it.each([[['d', 'd/']], [['d/sub', 'x', 'd']], [['lib', 'library/']], [['same', 'same']], [['', 'd']]])(
    'may not begin with another: %j',
    async (prefixes) => {
      const cwd = createTree(tree);
      await expect(record(['e'], { cwd, stripPrefixes: prefixes })).rejects.toMatchObject({
        code: 'ERR_ARTIFACT_PREFIX',
        details: { prefixes: expect.any(Array) },
      });
      expect(await record([], { cwd, stripPrefixes: prefixes })).toEqual({});
    },
  );

  it('may not make two names equal', async () => {
    const cwd = createTree({ a: dir({ f: '1' }), b: dir({ f: '2' }), f: '3' });
    const collision = { code: 'ERR_ARTIFACT_COLLISION', details: { name: 'f', path: 'b/f' } };
    await expect(record(['a', 'b'], { cwd, stripPrefixes: ['a/', 'b/'] })).rejects.toMatchObject(collision);
    await expect(record(['f', 'b/f'], { cwd, stripPrefixes: ['b/'] })).rejects.toMatchObject(collision);
  });

  it('makes listing a file twice an error even if it strips nothing, as in the reference', async () => {
    const cwd = createTree(tree);
    await expect(record(['e', 'e'], { cwd, stripPrefixes: ['x/'] })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_COLLISION',
    });
  });

  it('may make names with a scheme equal, and the later wins, as in the reference', async () => {
    const cwd = createTree({ a: dir({ f: '1' }), b: dir({ f: '2' }) });
    const options = { cwd, stripPrefixes: ['a/', 'b/'] };
    expect(await record(['file:a', 'file:b'], options)).toEqual({ 'file:f': sha256('2') });
    expect(await record(['file:a', 'b'], options)).toEqual({ 'file:f': sha256('1'), f: sha256('2') });
  });

  it.runIf(isPosix)('is taken off after backslashes became slashes', async () => {
    const cwd = createTree({ 'a\\b\\f': '' });
    expect(await recordNames(['.'], { cwd, stripPrefixes: ['a/b/'] })).toEqual(['f']);
    expect(await recordNames(['.'], { cwd, stripPrefixes: ['a\\b\\'] })).toEqual(['a/b/f']);
  });
});
