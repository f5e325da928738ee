import { type ConformanceCase, type Profile, PROFILES, readCases } from '@intoto/conformance';
import { describe, expect, it } from 'vitest';

import { OUR_KNOWN_FAILURES } from '../src/known-failures.ts';
import { verifyCase } from '../src/our-cases.ts';

const CASES = readCases();

/** What a case says, in the form of a report: every code, and warnings even where there are none. */
function expectedOf(one: ConformanceCase, profile: Profile): object {
  return { warnings: [], ...one.expected[profile] };
}

/** What our verifier reports, as far as the case says anything about it. */
async function found(one: ConformanceCase, profile: Profile): Promise<object> {
  const { summary, stage, ...report } = await verifyCase(one, profile);
  const expected = one.expected[profile];
  return {
    ...report,
    ...(expected.stage === undefined ? {} : { stage }),
    ...(expected.summary === undefined ? {} : { summary }),
  };
}

describe('our verifier', () => {
  for (const one of CASES) {
    for (const profile of PROFILES) {
      const known = OUR_KNOWN_FAILURES.get(`${one.name} ${profile}`);
      it(`${one.name} under ${profile}${known === undefined ? '' : `, which is known to fail: ${known}`}`, async () => {
        const report = await found(one, profile);
        if (known === undefined) expect(report).toEqual(expectedOf(one, profile));
        else expect(report).not.toEqual(expectedOf(one, profile));
      });
    }
  }
});
