import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PEERS } from '../places.ts';

function stampPath(peer: string): string {
  return join(PEERS, `${peer}.stamp`);
}

/** A hash over files and words: what an installation depends on. */
export async function hashPins(files: readonly string[], words: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  for (const file of files) hash.update(await readFile(file)).update('\0');
  return hash.digest('hex');
}

/** The pins a peer was installed with, or undefined. */
export async function readStamp(peer: string): Promise<string | undefined> {
  try {
    return await readFile(stampPath(peer), 'utf8');
  } catch {
    return undefined;
  }
}

export async function writeStamp(peer: string, pins: string): Promise<void> {
  await mkdir(PEERS, { recursive: true });
  await writeFile(stampPath(peer), pins);
}
