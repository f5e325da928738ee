import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';

import { type Chain, type ChainFile, isDocument } from './chain.ts';
import { writeDocument } from './write-document.ts';

/** Files by their path below the working directory; `undefined` is a directory. */
export type ChainBytes = ReadonlyMap<string, Uint8Array | undefined>;

/** Signs everything: what is done once for several copies. */
export function makeFiles({ files }: Chain): ChainBytes {
  return new Map(files.map(({ path, content }) => [path, bytesOf(content)]));
}

function bytesOf(content: ChainFile['content']): Uint8Array | undefined {
  if (content === 'directory') return undefined;
  return isDocument(content) ? writeDocument(content) : content;
}

/** Where the verification takes place: names that lead upwards stay within the copy. */
export function workingDirectory(folder: string): string {
  return resolve(folder, 'work', 'here');
}

/** Writes a copy into a folder. What cannot be a file, for its name or another file in its place, is left out. */
export function writeFiles(folder: string, files: ChainBytes): void {
  const here = workingDirectory(folder);
  mkdirSync(here, { recursive: true });
  const made = new Set<string>();
  for (const [path, bytes] of files) {
    const target = resolve(here, path.replace(/^\/+/u, ''));
    if (!target.startsWith(`${resolve(folder)}${sep}`)) continue;
    try {
      const parent = dirname(target);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      if (bytes === undefined) mkdirSync(target, { recursive: true });
      else writeFileSync(target, bytes);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}
