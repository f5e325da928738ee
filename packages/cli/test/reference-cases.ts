import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { someOf } from '@intoto-tests/support';
import { describe, expect, it } from 'vitest';

import { createTemporaryDirectory, type Files, readFiles, runProgram, writeFiles } from './programs.ts';

interface Case {
  readonly name: string;
  readonly files: string | Files;
  readonly commands: readonly (readonly string[])[];
  readonly statuses: readonly number[];
  readonly stdin?: string;
  readonly written: Files;
  readonly removed: readonly string[];
}

// Not imported: as a module it would lose the file called `__proto__`.
const { keys, trees, cases } = JSON.parse(
  readFileSync(new URL('generated/reference.json', import.meta.url), 'utf8'),
) as { readonly keys: Files; readonly trees: Readonly<Record<string, Files>>; readonly cases: readonly Case[] };

/** Key files with Ed25519 keys made of published seeds: `alice`, `bob`, `owner`, each with `.pub`, and `alice.enc`. */
export const KEYS: Files = keys;

async function check(each: Case): Promise<void> {
  const directory = await createTemporaryDirectory();
  const work = join(directory, 'work');
  const files = typeof each.files === 'string' ? (trees[each.files] ?? {}) : each.files;
  await writeFiles(join(directory, 'keys'), keys);
  await writeFiles(work, files);
  const statuses = [];
  let stderr = '';
  for (const [program = '', ...args] of each.commands) {
    const outcome = await runProgram(work, program, args, { stdin: each.stdin });
    statuses.push(outcome.status);
    stderr += outcome.stderr;
  }
  expect({ statuses, stderr }).toMatchObject({ statuses: each.statuses });
  expect(stderr).not.toMatch(/^\s+at |\bnode:|TypeError/m);
  const expected = new Map(Object.entries({ ...files, ...each.written }));
  for (const name of each.removed) expected.delete(name);
  expect(await readFiles(work)).toEqual(expected);
}

/** Runs the cases of some programs: exit statuses and files must come out as with the Python reference. */
export function describeCases(programs: readonly string[]): void {
  const chosen = cases.filter(({ commands }) => programs.includes(commands[0]?.[0] ?? ''));
  describe.skipIf(process.platform === 'win32')(`as with in-toto 3.1.0, ${programs.join(', ')}`, () => {
    it.each(someOf(chosen).map((each) => [each.name, each] as const))('%s', (_name, each) => check(each));
  });
}
