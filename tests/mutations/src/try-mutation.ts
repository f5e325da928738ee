import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mutate, type Mutation } from './mutation.ts';
import type { Result } from './results.ts';
import { runTests } from './run-tests.ts';

/** Tests by how near they are to a package; the next ones run where none of these noticed. */
const FARTHER: readonly (readonly string[])[] = [
  ['packages/models/', 'packages/rules/', 'packages/crypto/', 'packages/verifier/'],
  ['packages/node/', 'packages/runner/', 'packages/cli/'],
  ['tests/interop/', 'tests/fuzz/'],
];

/** Tries bugs in one copy of the tree. */
export function createTrial(root: string): (mutation: Mutation) => Result {
  const sound = new Set<string>();
  /** What fails without a bug says nothing about one. */
  const requireSound = (paths: readonly string[]): void => {
    const group = paths.join(' ');
    if (sound.has(group)) return;
    const { failed, tests } = runTests(root, paths);
    const names = failed.map(({ file, name }) => `${file}: ${name}`);
    if (tests === 0 || names.length > 0) throw new Error(`Without a bug these fail: ${names.join('\n')}`);
    sound.add(group);
  };
  return (mutation) => {
    const { file, from, to } = mutation;
    for (const paths of [[ownTests(mutation)], ...FARTHER]) {
      requireSound(paths);
      const [caughtBy, ...others] = withBug(root, mutation, () => runTests(root, paths).failed);
      if (caughtBy !== undefined) return { file, from, to, caughtBy, others: others.length };
    }
    return { file, from, to, caughtBy: null, others: 0 };
  };
}

/** Does something while a bug is in the tree. */
function withBug<T>(root: string, mutation: Mutation, action: () => T): T {
  const path = join(root, mutation.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutate(source, mutation));
  try {
    return action();
  } finally {
    writeFileSync(path, source);
  }
}

/** The tests of the package that the file is in. */
function ownTests({ file }: Mutation): string {
  return file.replace(/src\/.*$/u, 'test/');
}
