import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';
import { runCampaign, shrinkChain } from '../verdicts/campaign.ts';
import { compareInScratch } from '../verdicts/compare-chain.ts';
import { generateChain } from '../verdicts/generate-chain.ts';
import { writeReproduction } from '../verdicts/reproduction.ts';

const COUNT = Number(process.env['INTEROP_CHAINS'] ?? (process.env['REQUIRE_ALL'] === '1' ? 2000 : 500));

it('makes the same chain of the same seed', () => {
  expect(generateChain(42)).toEqual(generateChain(42));
  expect(generateChain(42)).not.toEqual(generateChain(43));
});

withPeers(['python'], 'verdicts over generated supply chains', ({ python }) => {
  it(`are the reference's for ${String(COUNT)} chains`, { timeout: 600_000 }, async () => {
    const result = await runCampaign(python, { from: 0, count: COUNT, mostShrunk: 1 });
    expect(result.differences).toEqual([]);
    // Or else hardly anything was compared beyond the first stages.
    expect(result.passes).toBeGreaterThan(COUNT * 0.3);
    expect(result.strictPasses).toBeGreaterThan(COUNT * 0.2);
    expect(result.passes).toBeLessThan(COUNT * 0.6);
  });

  it('are looked into with the smallest chain that shows a difference, in a folder', async () => {
    const comparison = { ...(await compareInScratch(python, generateChain(0))), difference: undefined };
    const { chain, reference, ours } = await shrinkChain(python, comparison);
    expect([reference.stages, ours.stages]).toEqual([comparison.reference.stages, comparison.ours.stages]);
    expect(chain.files.length).toBeLessThan(comparison.chain.files.length);
    await withScratchFolder(async (scratch) => {
      const folder = writeReproduction(scratch, { ...comparison, chain });
      expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('--from 0 --count 1');
      expect(await readFile(join(folder, 'work', 'here', 'root.layout'), 'utf8')).toMatch(/^\{/u);
    });
  });
});
