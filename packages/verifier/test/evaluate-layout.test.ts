import { webcryptoBackend as backend } from '@intoto-tests/support';
import { parseJson } from '@intoto/encoding';
import { createEnvelope, createMetablock, encodeLink, createLink } from '@intoto/models';
import {
  evaluateLayout,
  type Stage,
  VerificationError,
  verifyLayout,
  type VerifyLayoutOptions,
} from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  DEMO,
  demoLinks,
  evaluate,
  EXPIRES,
  idOf,
  keysOf,
  layout,
  linkFile,
  NOW,
  owner,
  PACKAGE,
  PROFILES,
  sign,
  SOURCE,
  unpacking,
} from './chain.ts';

const WORKFLOW: readonly Stage[] = [
  'keys',
  'layout-signature',
  'layout-format',
  'expiry',
  'parameters',
  'links',
  'threshold',
  'sublayout',
  'command',
  'agreement',
  'step-rules',
  'inspection',
  'inspection-rules',
];

for (const profile of PROFILES) {
  describe(`a chain that is as its layout says, in ${profile}`, () => {
    for (const container of ['metablock', 'dsse'] as const) {
      it(`passes as ${container} and says who signed what`, async () => {
        const links = await demoLinks({ writeCode: { container }, package: { container } });
        const report = await evaluate(await layout({ ...DEMO, container }), links, {
          profile,
          inspectionRunner: unpacking,
        });
        expect(report).toMatchObject({
          reportVersion: 1,
          profile,
          ok: true,
          at: '2026-06-01T12:00:00Z',
          expires: EXPIRES,
        });
        expect(report.signatures).toEqual([
          { keyId: idOf(owner) },
          { item: 'write-code', keyId: idOf(bob), location: links[0]?.name },
          { item: 'package', keyId: idOf(carl), location: links[1]?.name },
        ]);
        expect(report.ok ? report.summary : undefined).toEqual({
          name: '',
          materials: {},
          products: { 'foo.py': { sha256: SOURCE }, 'foo.tar.gz': { sha256: PACKAGE } },
          command: ['tar', 'zcvf', 'foo.tar.gz', 'foo.py'],
          byproducts: {},
          environment: {},
        });
      });
    }

    it('passes with a mixture of containers', async () => {
      const links = await demoLinks({ package: { container: 'dsse' } });
      const report = await evaluate(await layout({ ...DEMO, container: 'dsse' }), links, {
        profile,
        inspectionRunner: unpacking,
      });
      expect(codesOf(report)).toEqual([]);
    });

    it('warns of another command than expected, exactly compared', async () => {
      for (const command of [[], ['tar'], ['tar', 'zcvf', 'foo.tar.gz', 'foo.py', '']]) {
        const links = await demoLinks({ package: { command } });
        const report = await evaluate(await layout(DEMO), links, { profile, inspectionRunner: unpacking });
        expect(codesOf(report)).toEqual([]);
        expect(report.checks.filter(({ status }) => status === 'warning')).toMatchObject([
          {
            stage: 'command',
            code: 'WARN_COMMAND_DIFFERS',
            subject: { item: 'package', keyId: idOf(carl) },
            details: { expected: ['tar', 'zcvf', 'foo.tar.gz', 'foo.py'], found: command },
          },
        ]);
      }
    });
  });
}

describe('a report', () => {
  it('has its checks in the order of the workflow', async () => {
    const report = await evaluate(await layout(DEMO), await demoLinks({ package: { name: 'other' } }), {
      parameters: new Map(),
    });
    const stages = report.checks.map(({ stage }) => WORKFLOW.indexOf(stage));
    expect(stages).toEqual(stages.toSorted((a, b) => a - b));
    expect(new Set(stages).size).toBeGreaterThan(8);
  });

  it('has every failure, not only the first', async () => {
    const subject = await layout({
      steps: [
        { name: 'a', pubkeys: [idOf(bob)], expectedProducts: [['DISALLOW', '*']] },
        { name: 'b', pubkeys: [idOf(bob)], threshold: 2 },
        { name: 'c', pubkeys: [idOf(carl)] },
        { name: 'd', pubkeys: [idOf(bob)], expectedMaterials: [['REQUIRE', 'x']] },
      ],
      inspections: [{ name: 'e', run: ['true'] }],
      expires: '2020-01-01T00:00:00Z',
    });
    const links = [
      await linkFile({ step: 'a', by: bob, products: { x: '11' } }),
      await linkFile({ step: 'b', by: bob }),
      await linkFile({ step: 'c', by: carl, name: 'other' }),
      await linkFile({ step: 'd', by: bob }),
    ];
    expect(codesOf(await evaluate(subject, links))).toEqual([
      'ERR_LAYOUT_EXPIRED',
      'ERR_LINK_NOT_FOUND',
      'ERR_LINK_NAME',
      'ERR_RULE_DISALLOW',
      'ERR_RULE_REQUIRE',
      'ERR_INSPECTION_RUNNER_MISSING',
    ]);
  });

  it('is JSON, and the same for the same evidence in any order', async () => {
    const subject = await layout({
      ...DEMO,
      steps: [...(DEMO.steps ?? []), { name: 'more', pubkeys: [idOf(bob), idOf(carl)] }],
    });
    const links = [
      ...(await demoLinks({ package: { materials: { 'foo.py': 'ff' } } })),
      await linkFile({ step: 'more', by: carl, products: { b: '11', a: '22' } }),
      await linkFile({ step: 'more', by: bob, products: { a: '22', b: '33' } }),
    ];
    const report = await evaluate(subject, links);
    expect(codesOf(report)).toEqual(['ERR_LINKS_DISAGREE', 'ERR_RULE_DISALLOW', 'ERR_INSPECTION_RUNNER_MISSING']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(JSON.stringify(await evaluate(subject, links.toReversed()))).toBe(JSON.stringify(report));
  });

  it('carries integers that a number cannot hold as text, and any name', async () => {
    const byproducts = parseJson('{"__proto__": [1, {"toJSON": 2}], "big": 123456789012345678901234567890, "n": 0}');
    const steps = [{ name: 'build', pubkeys: [idOf(bob)] }];
    const report = await evaluate(await layout({ steps }), [
      await linkFile({ step: 'build', by: bob, members: { byproducts } }),
    ]);
    expect(report.ok ? JSON.stringify(report.summary.byproducts) : '').toBe(
      '{"__proto__":[1,{"toJSON":2}],"big":"123456789012345678901234567890","n":0}',
    );
  });
});

describe('verifyLayout', () => {
  const options = {
    layoutKeys: keysOf(owner),
    backend,
    now: NOW,
    evidence: { description: '', find: () => Promise.resolve([]), sublayout: () => options.evidence },
  } as VerifyLayoutOptions;

  it('returns the report of a verification that passed', async () => {
    const report = await verifyLayout(await layout({}), options);
    expect(report.ok).toBe(true);
  });

  it('throws the report of one that did not', async () => {
    const subject = await layout({ steps: [{ name: 'build' }, { name: 'test' }], expires: '2020-01-01T00:00:00Z' });
    const error = await verifyLayout(subject, options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(VerificationError);
    expect(error).toMatchObject({
      name: 'VerificationError',
      code: 'ERR_LAYOUT_EXPIRED',
      details: { codes: ['ERR_LAYOUT_EXPIRED', 'ERR_LINK_NOT_FOUND', 'ERR_LINK_NOT_FOUND'] },
      report: { ok: false },
    });
    expect(String(error)).toContain('2020-01-01T00:00:00Z');
    expect(String(error)).toContain('2 more');
  });

  it('refuses options that are not what their types say', async () => {
    const subject = await layout({});
    const wrong: readonly [Partial<Record<keyof VerifyLayoutOptions, unknown>>, string][] = [
      [{ now: new Date('never') }, 'now'],
      [{ now: '2026-01-01' }, 'now'],
      [{ profile: 'lenient' }, 'profile'],
      [{ layoutKeys: {} }, 'layoutKeys'],
      [{ parameters: { a: 'b' } }, 'parameters'],
      [{ parameters: new Map([['a', 1]]) }, 'parameters'],
      [{ limits: { maxBytes: -1 } }, 'limits.maxBytes'],
      [{ limits: { maxDepth: 1.5 } }, 'limits.maxDepth'],
    ];
    for (const [members, name] of wrong) {
      const verification = evaluateLayout(subject, { ...options, ...members } as VerifyLayoutOptions);
      const error = await verification.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toContain(name);
    }
  });

  it('stops for an aborted signal', async () => {
    const reason = new Error('no longer needed');
    await expect(verifyLayout(await layout({}), { ...options, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    const controller = new AbortController();
    const find: VerifyLayoutOptions['evidence']['find'] = () => {
      controller.abort(reason);
      return Promise.resolve([]);
    };
    const evidence = { ...options.evidence, find };
    const subject = await layout({ steps: [{ name: 'build', pubkeys: [idOf(bob)] }] });
    await expect(verifyLayout(subject, { ...options, evidence, signal: controller.signal })).rejects.toBe(reason);
  });

  it('is for layouts only, signed ones', async () => {
    const link = encodeLink(createLink({ name: 'x' }));
    for (const subject of [createMetablock(link), createEnvelope(link)]) {
      await expect(verifyLayout(subject, options)).rejects.toThrow('no signature at all');
    }
    await expect(verifyLayout(await sign(link, [owner], 'dsse'), options)).rejects.toThrow('a link, not a layout');
  });
});
