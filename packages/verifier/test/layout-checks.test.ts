import { webcryptoBackend as backend } from '@intoto-tests/support';
import { createSigner, generatePrivateKey } from '@intoto/crypto';
import { type Metablock, parsePublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  evaluate,
  EXPIRES,
  idOf,
  keysOf,
  layout,
  layoutTree,
  linkFile,
  owner,
  PROFILES,
  sign,
} from './chain.ts';

/** The option that sets the time verified for. */
function at(time: string): { readonly now: Date } {
  return { now: new Date(time) };
}

describe('the signatures on a layout', () => {
  for (const container of ['metablock', 'dsse'] as const) {
    it(`count where every given key has signed, in ${container}`, async () => {
      const subject = await layout({ by: [carl, owner, bob], container });
      for (const profile of PROFILES) {
        const both = await evaluate(subject, [], { profile, layoutKeys: keysOf(owner, bob) });
        expect(both.ok).toBe(true);
        expect(both.signatures.map(({ keyId }) => keyId)).toEqual([idOf(owner), idOf(bob)]);
      }
    });

    it(`fail for each given key that has not signed, in ${container}`, async () => {
      const subject = await layout({ container });
      const report = await evaluate(subject, [], { layoutKeys: keysOf(bob, owner, carl) });
      expect(codesOf(report)).toEqual(['ERR_LAYOUT_UNSIGNED', 'ERR_LAYOUT_UNSIGNED']);
      expect(report.checks.map(({ status }) => status).slice(0, 4)).toEqual(['passed', 'failed', 'passed', 'failed']);
      const [, unsigned] = report.checks;
      expect(unsigned?.subject).toEqual({ keyId: idOf(bob) });
      expect(unsigned?.details).toEqual({ signedBy: [idOf(owner)] });
    });
  }

  it('are the first of each key; a good one after a bad one does not help', async () => {
    const subject = (await layout({})) as Metablock;
    const good = subject.signatures[0];
    if (good?.form !== 'plain') throw new TypeError('a plain signature expected');
    const bad = { ...good, sig: `00${good.sig.slice(2)}` };
    for (const profile of PROFILES) {
      const later = await evaluate({ ...subject, signatures: [bad, good] }, [], { profile });
      expect(codesOf(later)).toEqual(['ERR_LAYOUT_SIGNATURE']);
      const first = await evaluate({ ...subject, signatures: [good, bad] }, [], { profile });
      expect(codesOf(first)).toEqual([]);
    }
  });

  it('say so where they are not hex', async () => {
    const subject = (await layout({})) as Metablock;
    const signatures = subject.signatures.map((signature) => ({ ...signature, sig: 'no hex' }));
    const report = await evaluate({ ...subject, signatures }, []);
    expect(codesOf(report)).toEqual(['ERR_LAYOUT_SIGNATURE']);
    expect(report.checks[1]?.message).toContain('not hex');
  });

  it('are not looked for under a key id that is not hexadecimal', async () => {
    for (const profile of PROFILES) {
      const layoutKeys = new Map([...keysOf(owner), ['my key', owner.publicKey] as const]);
      const report = await evaluate(await layout({}), [], { profile, layoutKeys });
      expect(codesOf(report)).toEqual(['ERR_LAYOUT_KEY_UNUSABLE']);
      expect(report.checks.find(({ status }) => status === 'failed')?.stage).toBe('keys');
    }
  });

  it('name the other id of a key that has signed under it', async () => {
    const key = await generatePrivateKey({ type: 'ecdsa', backend, keyId: 'legacy' });
    const signer = await createSigner(key, { backend });
    const current = parsePublicKey({ ...owner.publicKey.json, keyval: key.publicKey.keyVal });
    const report = await evaluate(await layout({ by: [signer] }), [], {
      layoutKeys: new Map([[current.keyId, current]]),
    });
    expect(codesOf(report)).toEqual(['ERR_LAYOUT_UNSIGNED']);
    expect(report.ok ? '' : report.failures[0].remedy).toContain(key.publicKey.keyId.slice(0, 8));
  });

  it('leave everything else unchecked where they fail', async () => {
    const subject = await layout({ by: [carl], steps: [{ name: 'build', pubkeys: [idOf(bob)] }] });
    const report = await evaluate(subject, [], {
      evidence: {
        description: 'nothing',
        find: () => Promise.reject(new TypeError('must not be asked')),
        sublayout: () => {
          throw new TypeError('must not be asked');
        },
      },
    });
    expect(codesOf(report)).toEqual(['ERR_LAYOUT_UNSIGNED']);
    expect(report.expires).toBe(undefined);
    expect(report.checks.filter(({ status }) => status === 'skipped').map(({ stage }) => stage)).toEqual([
      'layout-format',
      'expiry',
      'links',
      'threshold',
      'step-rules',
      'inspection',
      'inspection-rules',
    ]);
  });
});

describe('the expiry of a layout', () => {
  for (const profile of PROFILES) {
    it(`is later than the time verified for, in ${profile}`, async () => {
      const subject = await layout({});
      expect(codesOf(await evaluate(subject, [], { profile, ...at('2029-12-31T23:59:59.999Z') }))).toEqual([]);
      expect(codesOf(await evaluate(subject, [], { profile, ...at(EXPIRES) }))).toEqual(['ERR_LAYOUT_EXPIRED']);
      expect(codesOf(await evaluate(subject, [], { profile, ...at('2030-01-01T00:00:01Z') }))).toEqual([
        'ERR_LAYOUT_EXPIRED',
      ]);
    });

    it(`in ${profile} does not keep the other checks from being made`, async () => {
      const steps = [{ name: 'build', pubkeys: [idOf(bob)], expectedProducts: [['DISALLOW', '*']] }];
      const subject = await layout({ steps, expires: '2026-01-01T00:00:00Z' });
      const links = [await linkFile({ step: 'build', by: bob, products: { app: 'aa' } })];
      const report = await evaluate(subject, links, { profile });
      expect(codesOf(report)).toEqual(['ERR_LAYOUT_EXPIRED', 'ERR_RULE_DISALLOW']);
      expect(report.expires).toBe('2026-01-01T00:00:00Z');
      expect(report.at).toBe('2026-06-01T12:00:00Z');
    });
  }

  it('cannot be left out of a Metablock for the reference, which fills in a date before it verifies', async () => {
    const subject = await layout({ expires: undefined });
    expect(codesOf(await evaluate(subject, [], { profile: 'reference' }))).toEqual(['ERR_LAYOUT_SIGNATURE']);
    expect(codesOf(await evaluate(subject, [], { profile: 'strict' }))).toEqual(['ERR_LAYOUT_NO_EXPIRY']);
    for (const expires of ['', null]) {
      const empty = await layout({ members: { expires } });
      expect(codesOf(await evaluate(empty, [], { profile: 'reference' }))).toEqual(['ERR_LAYOUT_SIGNATURE']);
      expect(codesOf(await evaluate(empty, [], { profile: 'strict' }))).toEqual(['ERR_LAYOUT_NO_EXPIRY']);
    }
  });
});

describe('the format of a layout', () => {
  for (const profile of PROFILES) {
    for (const container of ['metablock', 'dsse'] as const) {
      it(`in ${container} must be right for ${profile}`, async () => {
        const tree = { ...layoutTree({}), steps: [{ name: 'build', threshold: 'one' }] };
        const report = await evaluate(await sign(tree, [owner], container), [], { profile });
        expect(codesOf(report)).toEqual(['ERR_LAYOUT_FORMAT']);
        const failure = report.ok ? undefined : report.failures[0];
        expect(failure?.stage).toBe('layout-format');
        expect(failure?.details['problems']).toMatchObject([{ path: '/steps/0/threshold' }]);
      });
    }
  }

  it('is judged before the signatures of a Metablock by the reference, which signs what it has read', async () => {
    const subject = await sign({ ...layoutTree({}), readme: null }, [carl]);
    expect(codesOf(await evaluate(subject, [], { profile: 'reference' }))).toEqual(['ERR_LAYOUT_FORMAT']);
    expect(codesOf(await evaluate(subject, [], { profile: 'strict' }))).toEqual(['ERR_LAYOUT_UNSIGNED']);
  });

  it('may leave nothing to do', async () => {
    for (const profile of PROFILES) {
      const report = await evaluate(await layout({}), [], { profile });
      expect(report.ok ? report.summary : undefined).toEqual({
        name: null,
        materials: {},
        products: {},
        command: [],
        byproducts: {},
        environment: {},
      });
    }
  });

  it('is kept within limits', async () => {
    const subject = await layout({ container: 'dsse' });
    expect(codesOf(await evaluate(subject, [], { limits: { maxDepth: 1 } }))).toEqual(['ERR_LIMIT']);
  });
});
