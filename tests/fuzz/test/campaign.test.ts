import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runCampaign } from '../src/campaign/campaign.ts';
import { readFailure } from '../src/campaign/case-folder.ts';
import { generateCase, type KeptFailure } from '../src/campaign/plan.ts';
import { listFolder } from '../src/folder/listing.ts';
import { createRandom } from '../src/random.ts';
import { inputOf } from '../src/target.ts';
import { TARGETS } from '../src/targets/index.ts';
import { TARGETS as PLANTED, TRIGGER } from './planted-targets.ts';
import { THOROUGH } from './scale.ts';

const MODULE = new URL('planted-targets.ts', import.meta.url).href;

let failures: string;
let found: readonly KeptFailure[];

/** How many cases of each planted reader are run; so many that some show the defect. What pollutes comes last. */
const COUNTS: Readonly<Record<string, number>> = {
  sound: 50,
  throws: 8,
  forgets: 4,
  // Seconds of silence have to be waited for.
  ...(THOROUGH ? { hangs: await countUntilDefect('hangs') } : {}),
  hoards: await countUntilDefect('hoards'),
  exits: await countUntilDefect('exits'),
  pollutes: 4,
};

/** So many that the last one shows the defect, and no other. */
async function countUntilDefect(target: string): Promise<number> {
  const [first = 0] = await indexesOfDefect(target, 100);
  return first + 1;
}

/** The cases that show a planted defect. */
async function indexesOfDefect(target: string, count: number): Promise<readonly number[]> {
  const planted = PLANTED.find(({ name }) => name === target);
  if (planted === undefined) throw new TypeError(`no planted target "${target}"`);
  const indexes: number[] = [];
  for (let index = 0; index < count; index++) {
    if (inputOf(await generateCase(planted, 'planted', index)).includes(TRIGGER)) indexes.push(index);
  }
  return indexes;
}

const MESSAGES: Readonly<Record<string, RegExp>> = {
  throws: /not an InTotoError: RangeError: Invalid array length/u,
  forgets: /unhandled: Error: nobody waits for me/u,
  hangs: /hangs: nothing for 6 s/u,
  hoards: /heap out of memory|heap limit/u,
  exits: /ends the process \(3\)/u,
  pollutes: /Object\.prototype has got or lost a property/u,
};

beforeAll(async () => {
  failures = mkdtempSync(join(tmpdir(), 'in-toto-campaign-'));
  const slices = Object.entries(COUNTS).map(([target, count]) => ({ target, from: 0, count }));
  const options = { seed: 'planted', slices, targets: MODULE, failures, maxHeap: 64, maxSilence: 6 };
  found = (await runCampaign(options)).failures;
}, 240_000);
afterAll(() => rmSync(failures, { recursive: true, force: true }));

describe('a campaign', () => {
  it('finds nothing in a reader that is sound', () => {
    expect(found.filter(({ target }) => target === 'sound')).toEqual([]);
  });

  it.each(Object.keys(COUNTS).filter((target) => target !== 'sound'))(
    'catches a reader that %s, in each case that shows it, and goes on after it',
    async (target) => {
      const indexes = await indexesOfDefect(target, COUNTS[target] ?? 0);
      expect(indexes.length).toBeGreaterThan(0);
      const its = found.filter((failure) => failure.target === target);
      expect(its.map(({ index }) => index)).toEqual(indexes);
      for (const failure of its) {
        expect(failure.message).toMatch(MESSAGES[target] ?? /^$/u);
        const { record, subject } = readFailure(failure.folder);
        expect(record).toMatchObject({ target, index: failure.index, seed: 'planted' });
        expect(inputOf(subject)).toContain(TRIGGER);
      }
    },
  );

  it('makes the case small where the reader throws, and keeps it as it is where a process ends', () => {
    for (const { target, folder } of found) {
      expect(inputOf(readFailure(folder).subject)).toHaveLength(target === 'throws' ? 1 : 40);
    }
  });

  it('notices what is written, by the listing of a folder', () => {
    const before = listFolder(failures);
    expect(listFolder(failures)).toBe(before);
    mkdtempSync(join(failures, 'written-'));
    expect(listFolder(failures)).not.toBe(before);
  });
});

describe('the cases', () => {
  it('depend on the seed alone', async () => {
    for (const target of TARGETS) {
      for (let index = 0; index < 5; index++) {
        const [first, second] = [await generateCase(target, 'a', index), await generateCase(target, 'a', index)];
        expect(second).toEqual(first);
      }
      const [one, other] = [await generateCase(target, 'a', 1), await generateCase(target, 'b', 1)];
      expect(other).not.toEqual(one);
    }
  });

  it('come from decisions that are spread evenly', () => {
    const random = createRandom('spread');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw++) {
      const value = random.below(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
