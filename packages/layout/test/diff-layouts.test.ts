import { createJsonObject } from '@intoto/encoding';
import { diffLayouts, renderChanges } from '@intoto/layout';
import {
  createInspection,
  createLayout,
  createStep,
  encodeLayout,
  type Layout,
  type LayoutOptions,
  type RuleWords,
  type StepOptions,
} from '@intoto/models';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ALICE, BOB, CARL } from './keys.ts';

const EXPIRES = '2030-01-01T00:00:00Z';
const DISALLOW: RuleWords = ['DISALLOW', '*'];

const layoutWith = (step: Partial<StepOptions> = {}, options: Partial<LayoutOptions> = {}): Layout =>
  createLayout({
    expires: EXPIRES,
    keys: [ALICE, BOB],
    steps: [
      createStep({ name: 'write', pubkeys: [ALICE.keyId] }),
      createStep({
        name: 'build',
        pubkeys: [ALICE.keyId, BOB.keyId],
        threshold: 2,
        expectedCommand: ['make'],
        expectedProducts: [['CREATE', 'a'], ['CREATE', 'b'], DISALLOW],
        ...step,
      }),
    ],
    inspections: [createInspection({ name: 'look', run: ['true'] })],
    ...options,
  });

const show = (after: Layout, before = layoutWith()): readonly string[] =>
  renderChanges(diffLayouts(before, after)).split('\n').slice(0, -1);

const keep = (list: readonly RuleWords[], gone: ReadonlySet<string>) =>
  list.filter((_, index) => !gone.has(`/steps/1/expected_products/${index}`));

const long = (digit: string) => Array.from({ length: 9000 }, (_, at): RuleWords => ['ALLOW', `${digit}${at}`]);

describe('diffLayouts', () => {
  it('finds nothing where nothing is different', () => {
    expect(show(layoutWith())).toEqual([]);
    expect(show(layoutWith({ pubkeys: [BOB.keyId, ALICE.keyId] }, { keys: [BOB, ALICE] }))).toEqual([]);
  });

  it.each([
    [{ threshold: 1 }, {}, ['~ build: threshold 2 -> 1 (laxer)']],
    [{ threshold: 3 }, {}, ['~ build: threshold 2 -> 3 (stricter)']],
    [{ pubkeys: [ALICE.keyId] }, {}, [`- build: signer ${BOB.keyId} (stricter)`]],
    [{ pubkeys: [ALICE, BOB, CARL].map(({ keyId }) => keyId) }, {}, [`+ build: signer ${CARL.keyId} (laxer)`]],
    [{ expectedCommand: ['make', 'a b'] }, {}, ["~ build: command make -> make 'a b'"]],
    [
      { expectedProducts: [['CREATE', 'a'], ['MODIFY', 'c'], ['CREATE', 'b'], DISALLOW] },
      {},
      ['+ build: rule 2 of expected_products: MODIFY c'],
    ],
    [{ expectedProducts: [['CREATE', 'b'], DISALLOW] }, {}, ['- build: rule 1 of expected_products: CREATE a']],
    [{ expectedMaterials: [DISALLOW] }, {}, ['+ build: rule 1 of expected_materials: DISALLOW *']],
    [{}, { expires: '2031-01-01T00:00:00Z' }, [`~ expires ${EXPIRES} -> 2031-01-01T00:00:00Z (laxer)`]],
    [{}, { expires: '2029-01-01T00:00:00Z' }, [`~ expires ${EXPIRES} -> 2029-01-01T00:00:00Z (stricter)`]],
    [{}, { expires: undefined }, [`~ expires ${EXPIRES} -> none`]],
    [{}, { readme: 'x' }, ['~ readme  -> x']],
    [{}, { keys: [ALICE, CARL] }, [`- key ${BOB.keyId}`, `+ key ${CARL.keyId}`]],
    [{}, { inspections: [] }, ['- look: inspection']],
    [{}, { inspections: [createInspection({ name: 'look', run: ['false'] })] }, ['~ look: run true -> false']],
    [{ name: 'test' }, {}, ['- build: step', '+ test: step']],
  ] as const)('shows %j', (step, options, lines) => {
    expect(show(layoutWith(step, options))).toEqual(lines);
  });

  it('shows words of commands that are no text', () => {
    expect(show(layoutWith({ expectedCommand: ['make', createJsonObject([['a', 1n]]), null] }))).toEqual([
      `~ build: command make -> make '{"a":"1"}' null`,
    ]);
  });

  it('shows a key that became another under its id', () => {
    const other = {
      ...ALICE,
      keyVal: CARL.form === 'sslib' ? CARL.keyVal : {},
      json: { ...ALICE.json, keyval: CARL.json['keyval'] ?? null },
    };
    expect(show(layoutWith({}, { keys: [other as typeof ALICE, BOB] }))).toEqual([
      `- key ${ALICE.keyId}`,
      `+ key ${ALICE.keyId}`,
    ]);
  });

  it('shows steps in another order', () => {
    const { steps } = layoutWith();
    expect(show(layoutWith({}, { steps: steps.toReversed() }))).toEqual(['~ write: place of the step 1 -> 2']);
  });

  it('says where, for programs', () => {
    expect(diffLayouts(layoutWith(), layoutWith({ threshold: 1 }))).toEqual([
      {
        type: 'changed',
        path: '/steps/1/threshold',
        item: 'build',
        what: 'threshold',
        before: '2',
        after: '1',
        effect: 'laxer',
      },
    ]);
  });

  it('misses nothing, and can be followed from one list of rules to the other', () => {
    const rules = fc.array(fc.constantFrom<RuleWords[]>(['ALLOW', 'a'], ['ALLOW', 'b'], ['CREATE', 'a'], DISALLOW), {
      maxLength: 8,
    });
    const steps = fc.record({
      threshold: fc.integer({ min: 1, max: 2 }),
      expectedMaterials: rules,
      expectedProducts: rules,
    });
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [before, after] = [layoutWith(one), layoutWith(other)];
        const changes = diffLayouts(before, after);
        const isSame = JSON.stringify(encodeLayout(before)) === JSON.stringify(encodeLayout(after));
        expect(changes.length === 0).toBe(isSame);
        const ofProducts = changes.filter(({ path }) => path.includes('expected_products'));
        const removed = new Set(ofProducts.filter(({ type }) => type === 'removed').map(({ path }) => path));
        const added = new Set(ofProducts.filter(({ type }) => type === 'added').map(({ path }) => path));
        expect(keep(one.expectedProducts, removed)).toEqual(keep(other.expectedProducts, added));
      }),
    );
  });

  it('replaces long lists as a whole rather than to take forever', () => {
    expect(
      diffLayouts(layoutWith({ expectedProducts: long('1') }), layoutWith({ expectedProducts: long('2') })),
    ).toHaveLength(18_000);
  });
});
