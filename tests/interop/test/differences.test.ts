import { beforeAll, describe, expect, it } from 'vitest';

import { loadDifferences } from '../differences/cases.ts';
import type { KeyPairs } from '../differences/chain-files.ts';
import { makeKeyPairs, outcomesOf } from '../differences/outcomes.ts';
import { DIFFERENCES_MARKER, renderDifferences } from '../differences/table.ts';
import { readSection } from '../matrix/conformance-page.ts';
import { withPeers } from '../src/with-peers.ts';

const differences = await loadDifferences();

let pairs: KeyPairs;

beforeAll(async () => {
  pairs = await makeKeyPairs();
});

withPeers(['python', 'python-2.3', 'go', 'rust'], 'the difference', (peers) => {
  it.each(differences)('$id is as recorded', async (difference) => {
    expect(await outcomesOf(difference, peers, pairs)).toEqual(difference.outcomes);
  });
});

/** What is not refused, in the words of the outcomes. */
const GOOD = /^(?:passes|read$|good$|matches$|`|nothing$|\d)/u;

/** An outcome without the place of a failure, which each names in its own words. */
function verdictOf(outcome = ''): string {
  return outcome.replace(/: .*/su, '');
}

describe('a difference', () => {
  it.each(differences)('$id is one between the others', ({ outcomes }) => {
    const { python, 'python-2.3': older = python, go = python, rust = python } = outcomes;
    expect([older, go, rust].map(verdictOf)).not.toEqual([python, python, python].map(verdictOf));
  });

  it.each(differences)('$id is none between Python and our reference profile', ({ outcomes, deviates = false }) => {
    expect(verdictOf(outcomes.reference) !== verdictOf(outcomes.python)).toBe(deviates);
  });

  it.each(differences)('$id finds our strict profile as strict as the other', ({ outcomes }) => {
    const { reference = '', strict = '' } = outcomes;
    expect(GOOD.test(reference) || !GOOD.test(strict)).toBe(true);
  });

  it('is in the docs', async () => {
    expect(renderDifferences(differences)).toBe(await readSection(DIFFERENCES_MARKER));
  });
});
