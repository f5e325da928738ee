import { readMetadataAndPayload, type Layout, type Link, type Metadata } from '@intoto/node';
import { expect } from 'vitest';

import { createTemporaryDirectory, type Files, type Outcome, runProgram, type RunOptions } from './programs.ts';
import { KEYS } from './reference-cases.ts';

/** First 8 characters of the key ids. */
export const ALICE = 'a98cd929';
export const BOB = '34f2642a';

/** Runs `in-toto` in a directory. Whatever happens, nobody sees a stack trace. */
export async function inToto(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const outcome = await runProgram(cwd, 'in-toto', args, options);
  expect(outcome.stderr).not.toMatch(/^\s+at |\bnode:|TypeError/m);
  return outcome;
}

/** A directory with the keys `alice`, `bob`, `owner`, `alice.enc` (password `pw`) and files. */
export function createWorkshop(files: Files = {}): Promise<string> {
  return createTemporaryDirectory({ ...KEYS, ...files });
}

/** The link in a file. */
export async function readLink(path: string): Promise<{ readonly metadata: Metadata; readonly link: Link }> {
  const { metadata, payload } = await readMetadataAndPayload(path);
  if (payload.type !== 'link') throw new TypeError(`${path} is no link`);
  return { metadata, link: payload };
}

/** The layout in a file. */
export async function readLayout(path: string): Promise<{ readonly metadata: Metadata; readonly layout: Layout }> {
  const { metadata, payload } = await readMetadataAndPayload(path);
  if (payload.type !== 'layout') throw new TypeError(`${path} is no layout`);
  return { metadata, layout: payload };
}

/** A command that evaluates JavaScript. */
export function script(source: string): readonly string[] {
  return [process.execPath, '-e', source];
}
