import { mkdirSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { createTree, dir, isPosix, record, recordNames, sha256, type Tree } from './tree.ts';

describe.runIf(isPosix)('a name', () => {
  const names = [
    '__proto__',
    'constructor',
    'toJSON',
    'hasOwnProperty',
    'new\nline',
    'tab\t',
    '\u0001',
    '-rf',
    '--',
    ' leading',
    'trailing ',
    ' ',
    '...',
    '*',
    '[a-z]',
    '?',
    '{a,b}',
    '!',
    '#',
    '"',
    "'",
    '$(x)',
    '%41',
    'file:x',
    'dir:x',
    'é',
    'e\u0301',
    '\u{1f600}',
    '\ufffd',
    '\ufeff',
    '\u202e',
    'a'.repeat(255),
  ];

  it.each(names)('that is odd is kept: %j', async (name) => {
    const cwd = createTree(new Map([[name, dir({ f: name })]]));
    expect(await record(['.'], { cwd })).toEqual({ [`${name}/f`]: sha256(name) });
    expect(await record([`./${name}`], { cwd })).toEqual({ [`${name}/f`]: sha256(name) });
    expect(await record([`./${name}/f`], { cwd })).toEqual({ [`${name}/f`]: sha256(name) });
  });

  it('is one of many, even __proto__', async () => {
    const cwd = createTree(new Map(names.map((name) => [name, 'x'])));
    expect(await recordNames(['.'], { cwd, excludePatterns: [''] })).toEqual([...names].sort());
  });

  it('with a backslash gets a slash, and a file that is really called so wins', async () => {
    const cwd = createTree({ 'weird\\name': '1', 'only\\this': '2', weird: dir({ name: '3' }) });
    expect(await record(['.'], { cwd })).toEqual({ 'weird/name': sha256('3'), 'only/this': sha256('2') });
    expect(await record(['weird\\name'], { cwd })).toEqual({ 'weird/name': sha256('1') });
  });

  it('is excluded by its backslash, not by the slash that it becomes', async () => {
    const cwd = createTree({ 'weird\\name': '' });
    expect(await recordNames(['.'], { cwd, excludePatterns: ['weird/name'] })).toEqual(['weird/name']);
    expect(await recordNames(['.'], { cwd, excludePatterns: ['weird\\\\name'] })).toEqual([]);
  });

  it('is not brought into another Unicode normal form', async () => {
    const composed = createTree({ é: '' });
    expect(await recordNames(['.'], { cwd: composed })).toEqual(['é']);
  });
});

function createDamaged(makeEntry: (path: Buffer) => void, others: Tree = new Map()): string {
  const cwd = createTree(others);
  makeEntry(Buffer.concat([Buffer.from(`${cwd}/bad-`), Buffer.from([0xff])]));
  return cwd;
}

describe.runIf(process.platform === 'linux')('a name that is not UTF-8', () => {
  it.each([
    ['a file', (path: Buffer) => writeFileSync(path, '')],
    ['a directory', (path: Buffer) => mkdirSync(path)],
  ])('is refused: %s', async (_what, makeEntry) => {
    const cwd = createDamaged(makeEntry);
    await expect(record(['.'], { cwd })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_NAME',
      details: { path: 'bad-\ufffd' },
    });
  });

  it('is refused though another name is really what it looks like', async () => {
    const cwd = createDamaged((path) => writeFileSync(path, ''), new Map([['bad-\ufffd', 'good']]));
    await expect(record(['.'], { cwd })).rejects.toMatchObject({ code: 'ERR_ARTIFACT_NAME' });
    expect(await record(['bad-\ufffd'], { cwd })).toEqual({ 'bad-\ufffd': sha256('good') });
  });

  it('does not matter if it is excluded', async () => {
    const cwd = createDamaged((path) => writeFileSync(path, ''), new Map([['f', 'x']]));
    expect(await recordNames(['.'], { cwd, excludePatterns: ['bad-*'] })).toEqual(['f']);
  });
});

describe('an artifact with half a surrogate pair', () => {
  it('is refused, as the system would take it for another name', async () => {
    const cwd = createTree({ '\ufffd': '' });
    await expect(record(['\ud800'], { cwd })).rejects.toMatchObject({ code: 'ERR_ARTIFACT_NAME' });
    await expect(record(['dir:\ud800'], { cwd })).rejects.toMatchObject({ code: 'ERR_ARTIFACT_NAME' });
  });
});
