/** Has everyone read what everyone makes, and prints the table: `node tests/interop/matrix/run.ts --write` puts it into the docs. */
import { openPeer, PEER_NAMES, type Peers } from '../src/index.ts';
import { writeSection } from './conformance-page.ts';
import { computeMatrix } from './matrix.ts';
import { MATRIX_MARKER, renderMatrix } from './table.ts';

const peers = Object.fromEntries(PEER_NAMES.map((name) => [name, openPeer(name)])) as unknown as Peers;
const table = renderMatrix(await computeMatrix(peers));
await Promise.all(PEER_NAMES.map(async (name) => peers[name].close()));
if (process.argv.includes('--write')) await writeSection(MATRIX_MARKER, table);
else console.log(table);
