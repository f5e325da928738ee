import { type Metadata, parsePublicKey, writeMetadata } from '@intoto/models';
import type { InspectionRequest, MemoryLink } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  dan,
  DEMO,
  evaluate,
  idOf,
  layout,
  type LayoutSpec,
  linkFile,
  owner,
  PACKAGE,
  PACKAGING,
  PROFILES,
  runnerOver,
  SOURCE,
  unpacking,
  withMembers,
  WRITE_CODE,
} from './chain.ts';

const DIRECTORY = `sub.${idOf(dan).slice(0, 8)}`;

/** A sublayout of dan's that stands for the step `sub`. */
async function sublayoutFile(spec: LayoutSpec, directory = ''): Promise<MemoryLink> {
  return { name: `${directory}${DIRECTORY}.link`, bytes: writeMetadata(await layout({ by: [dan], ...spec })) };
}

/** The demo as dan's sublayout. */
async function demoFiles(spec: LayoutSpec = {}): Promise<MemoryLink[]> {
  const directory = `${DIRECTORY}/`;
  return [
    await sublayoutFile({ steps: DEMO.steps, ...spec }),
    await linkFile({ ...WRITE_CODE, directory }),
    await linkFile({ ...PACKAGING, directory }),
  ];
}

function outer(spec: LayoutSpec = {}): Promise<Metadata> {
  return layout({ steps: [{ name: 'sub', pubkeys: [idOf(dan)] }], ...spec });
}

for (const profile of PROFILES) {
  describe(`a sublayout in ${profile}`, () => {
    it('stands for a step by its summary link', async () => {
      for (const container of ['metablock', 'dsse'] as const) {
        const subject = await outer({
          steps: [
            {
              name: 'sub',
              pubkeys: [idOf(dan)],
              expectedMaterials: [['DISALLOW', '*']],
              expectedProducts: [['REQUIRE', 'foo.tar.gz']],
            },
            {
              name: 'use',
              pubkeys: [idOf(bob)],
              expectedMaterials: [
                ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'sub'],
                ['DISALLOW', '*'],
              ],
            },
          ],
        });
        const use = await linkFile({ step: 'use', by: bob, materials: { 'foo.tar.gz': PACKAGE, 'foo.py': SOURCE } });
        const report = await evaluate(subject, [...(await demoFiles({ container })), use], { profile });
        expect(codesOf(report)).toEqual([]);
        const [sub] = report.sublayouts;
        expect(sub).toMatchObject({ step: 'sub', keyId: idOf(dan) });
        expect(sub?.report.ok ? sub.report.summary : undefined).toEqual({
          name: 'sub',
          materials: {},
          products: { 'foo.py': { sha256: SOURCE }, 'foo.tar.gz': { sha256: PACKAGE } },
          command: ['tar', 'zcvf', 'foo.tar.gz', 'foo.py'],
          byproducts: {},
          environment: {},
        });
        expect(sub?.report.signatures.map(({ item }) => item)).toEqual([undefined, 'write-code', 'package']);
      }
    });

    it('may hold further ones, the innermost empty', async () => {
      const step = { name: 'sub', pubkeys: [idOf(dan)] };
      const files = [
        await sublayoutFile({ steps: [step] }),
        await sublayoutFile({ steps: [step] }, `${DIRECTORY}/`),
        await sublayoutFile({}, `${DIRECTORY}/${DIRECTORY}/`),
      ];
      const report = await evaluate(await outer(), files, { profile });
      expect(codesOf(report)).toEqual([]);
      const inner = report.sublayouts[0]?.report.sublayouts[0]?.report.sublayouts[0];
      expect(inner?.report.ok ? inner.report.summary.name : undefined).toBe(null);
    });

    it('fails the step where it fails, with its own report', async () => {
      for (const spec of [{ expires: '2020-01-01T00:00:00Z' }, { steps: [{ name: 'other', pubkeys: [idOf(bob)] }] }]) {
        const report = await evaluate(await outer(), await demoFiles(spec), { profile });
        expect(codesOf(report)).toEqual(['ERR_SUBLAYOUT']);
        const [sub] = report.sublayouts;
        const codes = sub === undefined ? [] : codesOf(sub.report);
        expect(codes).toHaveLength(1);
        expect(report.ok ? {} : report.failures[0].details).toEqual({ codes });
        expect(report.checks.filter(({ status }) => status === 'skipped').map(({ stage }) => stage)).toEqual([
          'step-rules',
          'step-rules',
        ]);
      }
    });

    it('is verified with the functionary of the step, and with no other', async () => {
      const foreign = await evaluate(await outer(), await demoFiles({ by: [carl] }), { profile });
      expect(codesOf(foreign)).toEqual(['ERR_LINK_THRESHOLD']);
      const more = await evaluate(await outer(), await demoFiles({ by: [owner, dan, carl] }), { profile });
      expect(codesOf(more)).toEqual([]);
    });

    it('does not get the parameters', async () => {
      const braces = await demoFiles({
        steps: [{ name: 'write-code', pubkeys: [idOf(bob)], expectedProducts: [['REQUIRE', '{file}']] }],
      });
      const parameters = new Map([['file', 'foo.py']]);
      const report = await evaluate(await outer(), braces, { profile, parameters });
      expect(report.sublayouts.map((sub) => codesOf(sub.report))).toEqual([['ERR_RULE_REQUIRE']]);
    });

    it('has its inspections run before the rules of the layout above', async () => {
      const requests: InspectionRequest[] = [];
      const inspectionRunner: typeof unpacking = {
        inspect: (request) => {
          requests.push(request);
          return unpacking.inspect(request);
        },
      };
      const files = await demoFiles({ inspections: DEMO.inspections });
      const subject = await outer({
        steps: [{ name: 'sub', pubkeys: [idOf(dan)], expectedProducts: [['DISALLOW', '*']] }],
        inspections: [{ name: 'after', run: ['never'] }],
      });
      const report = await evaluate(subject, files, { profile, inspectionRunner });
      expect(codesOf(report)).toEqual(['ERR_RULE_DISALLOW']);
      expect(requests.map(({ name, path }) => [name, path])).toEqual([['untar', ['sub']]]);
    });

    it('has no inspection run after anything has failed anywhere', async () => {
      const inspectionRunner = { inspect: () => Promise.reject(new TypeError('must not run')) };
      const files = await demoFiles({ inspections: DEMO.inspections });
      const steps = [
        { name: 'missing', pubkeys: [idOf(bob)] },
        { name: 'sub', pubkeys: [idOf(dan)] },
      ];
      const report = await evaluate(await outer({ steps }), files, { profile, inspectionRunner });
      expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
      // Nothing else failed in the sublayout, but it is not known whether its inspections would have.
      const [sub] = report.sublayouts;
      expect(sub?.report).toMatchObject({ ok: false, failures: [{ code: 'ERR_INSPECTION_FAILED' }] });
      expect(report.checks.filter(({ stage }) => stage === 'sublayout')).toMatchObject([{ status: 'skipped' }]);
    });

    it('does not seem to pass where inspections of one within it were held back', async () => {
      const inspectionRunner = { inspect: () => Promise.reject(new TypeError('must not run')) };
      const step = { name: 'sub', pubkeys: [idOf(dan)] };
      const files = [
        await sublayoutFile({ steps: [step] }),
        await sublayoutFile({ inspections: DEMO.inspections }, `${DIRECTORY}/`),
      ];
      const subject = await outer({ steps: [{ name: 'missing', pubkeys: [idOf(bob)] }, step] });
      const report = await evaluate(subject, files, { profile, inspectionRunner });
      expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
      const [outside] = report.sublayouts;
      expect(outside === undefined ? [] : codesOf(outside.report)).toEqual(['ERR_SUBLAYOUT']);
      const [inside] = outside?.report.sublayouts ?? [];
      expect(inside === undefined ? [] : codesOf(inside.report)).toEqual(['ERR_INSPECTION_FAILED']);
    });

    it('cannot lead back to itself for ever', async () => {
      const endless: MemoryLink = await sublayoutFile({ steps: [{ name: 'sub', pubkeys: [idOf(dan)] }] });
      const bytes = new TextEncoder().encode(String(endless.bytes));
      const evidence = {
        description: 'a link to itself',
        find: () =>
          Promise.resolve([{ location: endless.name, keyIds: [idOf(dan)], read: () => Promise.resolve(bytes) }]),
        sublayout: () => evidence,
      };
      const report = await evaluate(await outer(), [], { profile, evidence });
      expect(codesOf(report)).toEqual(['ERR_SUBLAYOUT']);
      let [innermost] = report.sublayouts;
      let depth = 0;
      while (innermost !== undefined && innermost.report.sublayouts.length > 0) {
        [innermost] = innermost.report.sublayouts;
        depth += 1;
      }
      expect(depth).toBe(7);
      expect(innermost === undefined ? [] : codesOf(innermost.report)).toEqual(['ERR_SUBLAYOUT_DEPTH']);

      const steps = Array.from({ length: 3 }, (_, index) => ({ name: `sub-${String(index)}`, pubkeys: [idOf(dan)] }));
      const wide = writeMetadata(await layout({ by: [dan], steps }));
      const branching = {
        description: 'a tree',
        find: () =>
          Promise.resolve([
            { location: 'x', keyIds: [idOf(dan)], read: () => Promise.resolve(new TextEncoder().encode(wide)) },
          ]),
        sublayout: () => branching,
      };
      const limits = { maxSublayouts: 10 };
      const bounded = await evaluate(await outer({ steps }), [], { profile, evidence: branching, limits });
      expect(bounded.ok).toBe(false);
      expect(JSON.stringify(bounded).match(/"step":/g)?.length).toBe(10);
    });
  });
}

describe('a sublayout by a subkey', () => {
  it('fails: there is no key of its own to verify it with', async () => {
    const subkey = 'abcdef0123';
    const main = parsePublicKey(withMembers(dan.publicKey.json, { subkeys: { [subkey]: { keyid: subkey } } }));
    const subject = await layout({
      steps: [{ name: 'sub', pubkeys: [main.keyId] }],
      keys: new Map([[main.keyId, main]]),
    });
    const { bytes } = await sublayoutFile({});
    for (const profile of PROFILES) {
      const report = await evaluate(subject, [{ name: 'sub.abcdef01.link', bytes }], { profile });
      expect(codesOf(report)).toEqual(['ERR_SUBLAYOUT']);
      expect(report.ok ? '' : report.failures[0].message).toContain('subkey abcdef0123');
      expect(report.sublayouts).toEqual([]);
    }
  });
});

describe('a sublayout without an expiry', () => {
  it('has no valid signature for the reference if it is a Metablock, and passes there as an envelope', async () => {
    const file = await sublayoutFile({ expires: undefined });
    expect(codesOf(await evaluate(await outer(), [file], { profile: 'reference' }))).toEqual(['ERR_LINK_THRESHOLD']);
    expect(codesOf(await evaluate(await outer(), [file]))).toEqual(['ERR_SUBLAYOUT']);
    const envelope = await sublayoutFile({ expires: undefined, container: 'dsse' });
    expect(codesOf(await evaluate(await outer(), [envelope], { profile: 'reference' }))).toEqual([]);
    expect(codesOf(await evaluate(await outer(), [envelope]))).toEqual(['ERR_SUBLAYOUT']);
  });
});

describe('an inspection of a sublayout', () => {
  it('is run with the path that leads to it', async () => {
    const step = { name: 'sub', pubkeys: [idOf(dan)] };
    const inspections = [{ name: 'look', run: ['look'] }];
    const files = [
      await sublayoutFile({ steps: [step], inspections }),
      await sublayoutFile({ inspections }, `${DIRECTORY}/`),
    ];
    const paths: (readonly string[])[] = [];
    const runner = runnerOver({});
    const report = await evaluate(await outer({ inspections }), files, {
      inspectionRunner: {
        inspect: (request) => {
          paths.push(request.path);
          return runner.inspect(request);
        },
      },
    });
    expect(codesOf(report)).toEqual([]);
    expect(paths).toEqual([['sub', 'sub'], ['sub'], []]);
  });
});
