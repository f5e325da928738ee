/**
 * Asks everyone about everything in `cases` and prints what is not as recorded there:
 * `node tests/interop/differences/run.ts --write` records it, and puts the tables into the docs.
 */
import { writeSection } from '../matrix/conformance-page.ts';
import { openPeer, PEER_NAMES, type Peers } from '../src/index.ts';
import { loadDifferences, type NamedDifference, saveDifference } from './cases.ts';
import { COLUMNS } from './difference.ts';
import { makeKeyPairs, outcomesOf } from './outcomes.ts';
import { DIFFERENCES_MARKER, renderDifferences } from './table.ts';

const write = process.argv.includes('--write');
const peers = Object.fromEntries(PEER_NAMES.map((name) => [name, openPeer(name)])) as unknown as Peers;
const pairs = await makeKeyPairs();
const current: NamedDifference[] = [];
for (const difference of await loadDifferences()) {
  const outcomes = await outcomesOf(difference, peers, pairs);
  const changed = COLUMNS.filter((column) => outcomes[column] !== difference.outcomes[column]);
  for (const column of changed)
    console.log(`${difference.id}: ${column}: ${difference.outcomes[column] ?? '-'} -> ${outcomes[column] ?? '-'}`);
  current.push({ ...difference, outcomes });
  if (write && changed.length > 0) await saveDifference({ ...difference, outcomes });
}
await Promise.all(PEER_NAMES.map(async (name) => peers[name].close()));
if (write) await writeSection(DIFFERENCES_MARKER, renderDifferences(current));
