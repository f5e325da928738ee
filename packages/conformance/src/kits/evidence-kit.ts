import type { Candidate, EvidenceSource } from '@intoto/verifier';

import { fromText } from './bytes.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes } from './kit-failure.ts';

/** A link or sublayout that a source is to hold. */
export interface EvidenceItem {
  readonly step: string;
  /** Whom it claims to be signed by. */
  readonly keyId: string;
  readonly bytes: Uint8Array;
  /** The sublayouts around it, the outermost first; none for what belongs to the layout itself. */
  readonly sublayouts: readonly { readonly step: string; readonly keyId: string }[];
}

/** What is to be tested. */
export interface EvidenceSourceConformanceOptions {
  /** Makes a source that holds exactly these. Called anew for every case. */
  readonly createSource: (items: readonly EvidenceItem[]) => Promise<EvidenceSource>;
}

const [ALICE, BOB, CAROL] = ['a1', 'b2', 'c3'].map((digits) => digits.repeat(32)) as [string, string, string];
const item = (step: string, keyId: string, text: string, ...sublayouts: EvidenceItem['sublayouts']): EvidenceItem => ({
  step,
  keyId,
  bytes: fromText(text),
  sublayouts,
});

/** New each time: who is tested may spoil them. */
const newItems = (): readonly EvidenceItem[] => [
  item('build', ALICE, 'build by alice'),
  item('build', BOB, 'build by bob'),
  item('test', ALICE, 'test by alice'),
  item('build.more', ALICE, 'build.more by alice'),
  item('delegated', BOB, 'the sublayout'),
  item('build', ALICE, 'build by alice, within', { step: 'delegated', keyId: BOB }),
  item('inner', CAROL, 'inner by carol, deep', { step: 'delegated', keyId: BOB }, { step: 'inner', keyId: CAROL }),
];

/** Names that a layout may give a step; no source may fail for them, or answer with what belongs to another step. */
const HOSTILE_NAMES = [
  '',
  '.',
  '..',
  '../build',
  'delegated/../build',
  '/etc/passwd',
  String.raw`..\build`,
  'build/',
  'BUILD',
  'buil*',
  'buil?',
  '[b]uild',
  'build\0',
  'build\n',
  '__proto__',
  'constructor',
  'x'.repeat(10_000),
];

/** Far more than any of the items has. */
const ENOUGH_BYTES = 1_000_000;

/**
 * Cases for an `EvidenceSource`: it finds what it holds, only that, and never fails for what a layout may ask.
 *
 * @example
 * ```ts
 * import { evidenceSourceConformance } from '@intoto/conformance/kits';
 * import { createMemoryEvidence } from '@intoto/verifier';
 *
 * const cases = evidenceSourceConformance({
 *   createSource: async (items) =>
 *     createMemoryEvidence({ links: items.map(({ step, ...rest }) => ({ name: `for ${step}`, step, ...rest })) }),
 * });
 * for (const { run } of cases) await run(); // or: it(name, run)
 * ```
 */
export function evidenceSourceConformance({ createSource }: EvidenceSourceConformanceOptions): readonly KitCase[] {
  const test = (name: string, run: (source: EvidenceSource) => Promise<void>): KitCase =>
    kitCase(name, async () => run(await createSource(newItems())));
  return [
    test('it finds what a step asks for', async (source) => {
      await expectFound(source, 'build', [ALICE, BOB], ['build by alice', 'build by bob']);
      await expectFound(source, 'test', [ALICE], ['test by alice']);
      await expectFound(source, 'build.more', [ALICE], ['build.more by alice']);
    }),
    test('it finds nothing by keys that were not asked for, nor for steps that it does not have', async (source) => {
      await expectFound(source, 'build', [BOB], ['build by bob']);
      await expectFound(source, 'build', [CAROL], []);
      await expectFound(source, 'build', [], []);
      await expectFound(source, 'absent', [ALICE, BOB, CAROL], []);
    }),
    kitCase('it finds nothing where there is nothing', async () => {
      const source = await createSource([]);
      await expectFound(source, 'build', [ALICE], []);
      await expectFound(source.sublayout('delegated', BOB), 'build', [ALICE], []);
    }),
    test('it keeps sublayouts apart from the layout and from each other', async (source) => {
      await expectFound(source, 'delegated', [BOB], ['the sublayout']);
      const delegated = source.sublayout('delegated', BOB);
      await expectFound(delegated, 'build', [ALICE, BOB], ['build by alice, within']);
      await expectFound(delegated.sublayout('inner', CAROL), 'inner', [CAROL], ['inner by carol, deep']);
      await expectFound(delegated, 'inner', [CAROL], []);
      for (const [step, keyId] of [
        ['delegated', ALICE],
        ['inner', CAROL],
        ['build', ALICE],
        ['absent', BOB],
      ] as const)
        await expectFound(source.sublayout(step, keyId), 'build', [ALICE, BOB], []);
    }),
    test('it tells only of keys that it was asked for, and says where things are', async (source) => {
      check(source.description !== '', 'a source must have a description');
      const candidates = await source.find({ step: 'build', keyIds: [BOB] });
      for (const { keyIds, location } of candidates) {
        check(
          keyIds.every((keyId) => keyId === BOB),
          'keyIds must be among those that were asked for',
        );
        check(location !== '', 'a candidate must have a location');
      }
    }),
    test('it reads a candidate as often as it is asked, and hands out bytes of their own', async (source) => {
      const [candidate] = await findFor(source, 'test', [ALICE]);
      check(candidate !== undefined, 'the candidate must be there');
      const first = await candidate.read(ENOUGH_BYTES);
      checkBytes(first, fromText('test by alice'), 'the candidate');
      first.fill(0);
      checkBytes(await candidate.read(ENOUGH_BYTES), fromText('test by alice'), 'the candidate, read again');
      if (candidate.handsOver !== true) return;
      structuredClone(first.buffer, { transfer: [first.buffer] });
      checkBytes(await candidate.read(ENOUGH_BYTES), fromText('test by alice'), 'the candidate, its memory taken away');
    }),
    test('it reads no more than one byte over what is wanted, or everything', async (source) => {
      const whole = fromText('test by alice');
      const [candidate] = await findFor(source, 'test', [ALICE]);
      check(candidate !== undefined, 'the candidate must be there');
      for (const maxBytes of [0, 1, 5, whole.length - 1, whole.length, whole.length + 1]) {
        const bytes = await candidate.read(maxBytes);
        const isWhole = bytes.length === whole.length;
        check(
          isWhole || bytes.length === maxBytes + 1,
          `read(${maxBytes}) must give everything, or ${maxBytes + 1} bytes`,
        );
        checkBytes(bytes, whole.subarray(0, bytes.length), `what read(${maxBytes}) gives`);
      }
    }),
    test('it takes every name that a layout may give a step', async (source) => {
      for (const step of HOSTILE_NAMES) {
        await expectFound(source, step, [ALICE, BOB], []);
        await expectFound(source.sublayout(step, ALICE), 'build', [ALICE, BOB], []);
      }
      for (const keyId of ['', '..', '../..', '*', '__proto__', 'x'.repeat(10_000)]) {
        await expectFound(source, 'build', [keyId], []);
        await expectFound(source.sublayout('delegated', keyId), 'build', [ALICE], []);
      }
    }),
    test('it leaves the question as it is, and answers many at once', async (source) => {
      const query = Object.freeze({ step: 'build', keyIds: Object.freeze([ALICE, BOB]) });
      const answers = await Promise.all(Array.from({ length: 16 }, () => source.find(query)));
      for (const answer of answers)
        check(answer.filter(({ keyIds }) => keyIds.length > 0).length === 2, 'each answer must have both candidates');
    }),
  ];
}

/** The candidates that name one of the keys; others are only reported, never used. */
async function findFor(source: EvidenceSource, step: string, keyIds: readonly string[]): Promise<readonly Candidate[]> {
  const [all, claimed] = await Promise.all([
    source.find({ step, keyIds }),
    source.find({ step, keyIds, claimedOnly: true }),
  ]);
  const [found, again] = [all, claimed].map((answer) => answer.filter((candidate) => candidate.keyIds.length > 0));
  const listed = [found, again].map((answer) => JSON.stringify(answer?.map(({ location }) => location).toSorted()));
  check(listed[0] === listed[1], 'claimedOnly may spare candidates that claim none of the keys, and no others');
  return found ?? [];
}

async function expectFound(
  source: EvidenceSource,
  step: string,
  keyIds: readonly string[],
  expected: readonly string[],
): Promise<void> {
  const found: string[] = [];
  for (const candidate of await findFor(source, step, keyIds))
    found.push(new TextDecoder().decode(await candidate.read(ENOUGH_BYTES)));
  const [actual, wanted] = [found.toSorted(), expected.toSorted()].map((texts) => JSON.stringify(texts));
  check(actual === wanted, `find(${JSON.stringify(step.slice(0, 40))}) must give ${wanted}, not ${actual}`);
}
