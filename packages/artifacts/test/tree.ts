import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { recordArtifacts, type RecordOptions } from '@intoto/artifacts';
import { InTotoError } from '@intoto/encoding';
import { onTestFinished } from 'vitest';

/** A file's content, a directory's entries, or what else there is in a file system. */
export type Entry = string | Uint8Array | Link | typeof PIPE | Tree;
export type Tree = Map<string, Entry>;

export class Link {
  readonly target: string;
  constructor(target: string) {
    this.target = target;
  }
}

export const PIPE: unique symbol = Symbol('pipe');

/** Whether file names and links are as POSIX has them. */
export const isPosix = process.platform !== 'win32';

/** Makes a new directory with these entries for the running test; returns its real path. */
export function createTree(entries: Readonly<Record<string, Entry>> | Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'artifacts-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  fill(root, entries instanceof Map ? entries : new Map(Object.entries(entries)));
  return root;
}

export function dir(entries: Readonly<Record<string, Entry>>): Tree {
  return new Map(Object.entries(entries));
}

function fill(directory: string, tree: Tree): void {
  for (const [name, entry] of tree) {
    const path = `${directory}/${name}`;
    if (entry instanceof Link) symlinkSync(entry.target, path);
    else if (entry === PIPE) execFileSync('mkfifo', [path]);
    else if (entry instanceof Map) {
      mkdirSync(path);
      fill(path, entry);
    } else writeFileSync(path, entry);
  }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The names that are recorded, in order. */
export async function recordNames(artifacts: readonly string[], options: RecordOptions): Promise<string[]> {
  return [...(await recordArtifacts(artifacts, options)).keys()].sort();
}

/** What is recorded: SHA-256 by name. */
export async function record(artifacts: readonly string[], options: RecordOptions): Promise<Record<string, string>> {
  const recorded = await recordArtifacts(artifacts, options);
  return Object.fromEntries([...recorded].map(([name, digests]) => [name, digests['sha256'] ?? '']));
}

/** The in-toto error that recording fails with; anything else, or success, fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<InTotoError> {
  try {
    await promise;
  } catch (error) {
    if (InTotoError.is(error)) return error;
    throw error;
  }
  throw new Error('Expected an in-toto error');
}
