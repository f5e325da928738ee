import { expect, it } from 'vitest';

import { compareDocuments } from '../bytes/compare-documents.ts';
import { compareKeyIds } from '../bytes/compare-key-ids.ts';
import { compareMetadata } from '../bytes/compare-metadata.ts';
import { compareWrittenFiles, PROGRAMS } from '../bytes/compare-written-files.ts';
import { withPeers } from '../src/with-peers.ts';

withPeers(['python', 'python-2.3'], 'bytes', (peers) => {
  const { python } = peers;

  it('of 10,000 documents are those of the reference', { timeout: 120_000 }, async () => {
    const { canonical, differences } = await compareDocuments(python, { from: 0, count: 10_000 });
    expect(differences).toEqual([]);
    expect(canonical).toBeGreaterThan(7000);
  });

  it('of 500 signed links and layouts are those of the reference', { timeout: 120_000 }, async () => {
    const { signatures, differences } = await compareMetadata(python, { from: 0, count: 500 });
    expect(differences).toEqual([]);
    expect(signatures).toBeGreaterThan(300);
  });

  it('of links written by every program are those of the reference', { timeout: 120_000 }, async () => {
    const { files, differences } = await compareWrittenFiles(python, { from: 0, count: 10 });
    expect(differences).toEqual([]);
    expect(files).toBeGreaterThanOrEqual(5 * PROGRAMS.length);
  });

  it('of keys give the key ids of in-toto 3.1 and 2.3', { timeout: 120_000 }, async () => {
    const { keyIds, differences } = await compareKeyIds(python, peers['python-2.3'], 1);
    expect(differences).toEqual([]);
    expect(keyIds).toBe(80);
  });
});
