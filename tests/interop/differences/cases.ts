import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Difference } from './difference.ts';

const CASES = new URL('cases/', import.meta.url);

/** A difference with the name of its file. */
export interface NamedDifference extends Difference {
  readonly id: string;
}

/** Topics in the order of the page. */
export const TOPICS = [
  'Canonical JSON',
  'Keys in Metablocks',
  'Key ids',
  'Signatures',
  'Envelopes',
  'Unknown members',
  'Expiry',
  'Links',
  'Thresholds',
  'Commands',
  'Artifact names',
  'Patterns',
  'Rules',
  'MATCH',
  'Parameters',
  'Inspections',
  'Recording',
  'Excludes',
];

async function loadDifference(file: string): Promise<NamedDifference> {
  const difference = JSON.parse(await readFile(new URL(file, CASES), 'utf8')) as Difference;
  return { id: file.replace('.json', ''), ...difference };
}

/** All differences, by topic and then by id. @throws Error for a topic that the page has no place for */
export async function loadDifferences(): Promise<readonly NamedDifference[]> {
  const files = (await readdir(fileURLToPath(CASES))).filter((file) => file.endsWith('.json')).toSorted();
  const differences = await Promise.all(files.map(loadDifference));
  const stray = differences.find(({ topic }) => !TOPICS.includes(topic));
  if (stray !== undefined) throw new Error(`${stray.id}: no topic "${stray.topic}"`);
  return differences.toSorted((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic));
}

export async function saveDifference({ id, ...difference }: NamedDifference): Promise<void> {
  await writeFile(new URL(`${id}.json`, CASES), `${JSON.stringify(difference, null, 2)}\n`);
}
