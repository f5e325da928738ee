import { expect, it } from 'vitest';

import { readSection } from '../matrix/conformance-page.ts';
import { computeMatrix } from '../matrix/matrix.ts';
import { MATRIX_MARKER, passes, renderMatrix } from '../matrix/table.ts';
import { withPeers } from '../src/with-peers.ts';

withPeers(['python', 'python-2.3', 'go', 'rust'], 'what each implementation makes', (peers) => {
  it('is read by the others as the table says, which has everything of ours read by Python', async () => {
    const cells = await computeMatrix(peers);
    expect(renderMatrix(cells)).toBe(await readSection(MATRIX_MARKER));
    const ours = cells.filter(({ producer, consumer }) => producer.startsWith('us') && consumer.startsWith('Python'));
    expect(ours.filter((cell) => !passes(cell))).toEqual([]);
    expect(ours).toHaveLength(24);
  }, 120_000);
});
