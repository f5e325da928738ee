import { webcryptoBackend as backend } from '@intoto-tests/support';
import { createSigner, encodePublicKeyPem, generatePrivateKey, loadPublicKey, type PrivateKey } from '@intoto/crypto';
import { parsePublicKey, type SslibPublicKey } from '@intoto/models';
import {
  type Candidate,
  type Check,
  createMemoryEvidence,
  type EvidenceQuery,
  type EvidenceSource,
  type MemoryLink,
  type VerificationReport,
} from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  dan,
  evaluate,
  idOf,
  keysOf,
  layout,
  linkFile,
  type LinkSpec,
  PROFILES,
  withMembers,
} from './chain.ts';

const STEP = { name: 'build', pubkeys: [idOf(bob), idOf(carl)] };
const BUILD: LinkSpec = { step: 'build', by: bob, products: { app: 'aa' } };

/** The reasons for which candidates were refused, by the last part of their location. */
function reasonsOf(report: VerificationReport): Readonly<Record<string, unknown>> {
  const candidates = report.ok ? [] : (report.failures[0].details['candidates'] as readonly Record<string, unknown>[]);
  return Object.fromEntries(candidates.map(({ location, reason }) => [String(location), reason]));
}

function warningsOf(report: VerificationReport): Check[] {
  return report.checks.filter(({ status }) => status === 'warning');
}

describe('links', () => {
  for (const profile of PROFILES) {
    it(`in ${profile}: whatever has the name of a link must be one, even if others are enough`, async () => {
      const subject = await layout({ steps: [STEP] });
      const good = await linkFile(BUILD);
      const { name } = await linkFile({ ...BUILD, by: carl });
      // Verdicts of in-toto 3.1.0.
      for (const bytes of ['', '{', '{}', '[]', 'null', '{"signed":{"_type":"link"}}', '\ufeff{}']) {
        const report = await evaluate(subject, [good, { name, bytes }], { profile });
        const accepted = bytes.includes('_type') && profile === 'reference';
        expect(codesOf(report)).toEqual(
          accepted ? [] : [bytes.includes('_type') ? 'ERR_LINK_UNKNOWN_MEMBER' : 'ERR_LINK_FORMAT'],
        );
      }
    });

    it(`in ${profile}: an envelope's payload matters only if its signature verifies`, async () => {
      const subject = await layout({ steps: [STEP] });
      const good = await linkFile(BUILD);
      const broken: LinkSpec = { ...BUILD, by: carl, container: 'dsse', members: { materials: [] } };
      const signed = await evaluate(subject, [good, await linkFile(broken)], { profile });
      expect(codesOf(signed)).toEqual(['ERR_LINK_FORMAT']);
      expect(signed.ok ? '' : signed.failures[0].stage).toBe('sublayout');
      const { bytes } = await linkFile({ ...broken, by: dan });
      const text = String(bytes).replace(idOf(dan), idOf(carl));
      const unsigned = await evaluate(subject, [good, { name: (await linkFile(broken)).name, bytes: text }], {
        profile,
      });
      expect(codesOf(unsigned)).toEqual([]);
      expect(warningsOf(unsigned)).toMatchObject([{ code: 'WARN_LINK_REFUSED', details: { reason: 'bad-signature' } }]);
    });

    it(`in ${profile}: what cannot be read is passed over`, async () => {
      const subject = await layout({ steps: [STEP] });
      const { bytes } = await linkFile(BUILD);
      const evidence: EvidenceSource = {
        description: 'a shared directory',
        find: () =>
          Promise.resolve([
            {
              location: 'a',
              keyIds: [idOf(bob)],
              read: () => Promise.resolve(new TextEncoder().encode(String(bytes))),
            },
            {
              location: 'b',
              keyIds: [idOf(carl)],
              read: () => Promise.reject(Object.assign(new Error('permission denied'), { code: 'EACCES' })),
            },
          ]),
        sublayout: () => evidence,
      };
      const report = await evaluate(subject, [], { profile, evidence });
      expect(codesOf(report)).toEqual([]);
      expect(warningsOf(report)).toMatchObject([{ subject: { location: 'b' }, details: { reason: 'unreadable' } }]);
    });
  }

  it('that are missing are looked for by name, and every other candidate is explained', async () => {
    const keyPair = await generatePrivateKey({ type: 'ecdsa', backend, keyId: 'legacy' });
    const legacy = await createSigner(keyPair, { backend });
    const current = await underCurrentId(keyPair);
    const subject = await layout({
      steps: [{ name: 'build', pubkeys: [idOf(bob), current.keyId] }],
      keys: new Map([
        [idOf(bob), bob.publicKey],
        [current.keyId, current],
      ]),
    });
    const links: MemoryLink[] = [
      { ...(await linkFile({ ...BUILD, by: carl })) },
      { ...(await linkFile(BUILD)), name: 'build.aaaaaaaa.link' },
      { name: 'build.bbbbbbbb.link', bytes: '{' },
      { ...(await linkFile({ ...BUILD, by: legacy })) },
      { name: 'build.link', bytes: JSON.stringify({ signed: { _type: 'link' }, signatures: [] }) },
      { name: 'build.test.cccccccc.link', bytes: 'another step' },
      { name: 'builder.cccccccc.link', bytes: 'another step' },
    ];
    const report = await evaluate(subject, links, { profile: 'reference' });
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(reasonsOf(report)).toEqual({
      [`build.${idOf(carl).slice(0, 8)}.link`]: 'other-key',
      'build.aaaaaaaa.link': 'file-name',
      'build.bbbbbbbb.link': 'malformed',
      [`build.${idOf(legacy).slice(0, 8)}.link`]: 'other-key-id',
      'build.link': 'unsigned',
    });
    const failure = report.ok ? undefined : report.failures[0];
    expect(failure?.details).toMatchObject({ required: 1, found: 0, keyIds: [idOf(bob), current.keyId] });
    expect(failure?.remedy).toContain(`"build.${idOf(bob).slice(0, 8)}.link"`);
  });

  it('signed under the current id of a key that the layout lists under its legacy id are explained', async () => {
    const keyPair = await generatePrivateKey({ type: 'ecdsa', backend, keyId: 'legacy' });
    const legacy = keyPair.publicKey;
    const signer = await createSigner({ ...keyPair, publicKey: await underCurrentId(keyPair) }, { backend });
    const subject = await layout({
      steps: [{ name: 'build', pubkeys: [legacy.keyId] }],
      keys: new Map([[legacy.keyId, legacy]]),
    });
    const report = await evaluate(subject, [await linkFile({ ...BUILD, by: signer })]);
    expect(Object.values(reasonsOf(report))).toEqual(['other-key-id']);
  });

  it('that are missing altogether say who may sign and where', async () => {
    const report = await evaluate(await layout({ steps: [STEP] }), []);
    const names = [bob, carl].map((signer) => `"build.${idOf(signer).slice(0, 8)}.link"`);
    expect(report.ok ? '' : report.failures[0].remedy).toContain(names.join(', '));
    const nobody = await evaluate(await layout({ steps: [{ name: 'build' }] }), []);
    expect(codesOf(nobody)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(nobody.ok ? '' : nobody.failures[0].remedy).toContain('pubkeys');
  });

  it('whose signature is not hex are passed over by the reference only', async () => {
    const good = await linkFile(BUILD);
    const bad = await linkFile({ ...BUILD, by: carl, tamper: (text) => text.replace(/"sig": "../, '"sig": "zz') });
    const subject = await layout({ steps: [STEP] });
    const reference = await evaluate(subject, [good, bad], { profile: 'reference' });
    expect(codesOf(reference)).toEqual([]);
    expect(warningsOf(reference)).toMatchObject([{ details: { reason: 'bad-signature' } }]);
    expect(codesOf(await evaluate(subject, [good, bad]))).toEqual(['ERR_LINK_FORMAT']);
  });

  it('for another step leave the rules of this one unchecked', async () => {
    const steps = [{ ...STEP, expectedProducts: [['DISALLOW', '*']] }];
    const report = await evaluate(await layout({ steps }), [await linkFile({ ...BUILD, name: 'test' })]);
    expect(codesOf(report)).toEqual(['ERR_LINK_NAME']);
    expect(report.signatures.map(({ item }) => item)).toEqual([undefined]);
    expect(report.checks.filter(({ stage }) => stage === 'step-rules').map(({ status }) => status)).toEqual([
      'skipped',
      'skipped',
    ]);
  });

  it('stand for the step in the order of key ids, then of locations, however the source lists them', async () => {
    const files = await Promise.all(
      [
        { by: carl, products: { app: '11' } },
        { by: bob, products: { app: '22' } },
        { by: bob, products: { app: '33' } },
      ].map((spec) => linkFile({ ...BUILD, ...spec })),
    );
    const candidates = files.map(({ bytes }, index): Candidate => ({
      location: String(3 - index),
      keyIds: [idOf(index === 0 ? carl : bob)],
      read: () => Promise.resolve(new TextEncoder().encode(String(bytes))),
    }));
    for (const listed of [candidates, candidates.toReversed()]) {
      const evidence: EvidenceSource = {
        description: '',
        find: () => Promise.resolve(listed),
        sublayout: () => evidence,
      };
      const report = await evaluate(await layout({ steps: [STEP] }), [], { profile: 'reference', evidence });
      expect(report.signatures.map(({ location }) => location)).toEqual([undefined, '1', '2', '3']);
      expect(report.ok ? report.summary.products : undefined).toEqual({ app: { sha256: '33' } });
    }
  });

  it('that may be by any key of the step are not refused for the others', async () => {
    const { bytes } = await linkFile({ ...BUILD, by: carl });
    const report = await evaluate(await layout({ steps: [STEP] }), [{ name: 'download', bytes, step: 'build' }]);
    expect(codesOf(report)).toEqual([]);
    expect(warningsOf(report).filter(({ stage }) => stage === 'threshold')).toEqual([]);
    expect(report.signatures.map(({ keyId }) => keyId)).toContain(idOf(carl));
  });

  it('are not asked for under a name that is a path', async () => {
    const asked: string[] = [];
    const evidence: EvidenceSource = {
      description: 'a witness',
      find: ({ step }) => {
        asked.push(step);
        return Promise.resolve([]);
      },
      sublayout: () => evidence,
    };
    const names = ['', '.', '..', 'a/b', 'a\\b', '/etc/passwd', 'a\u0000b', 'a b', '...', 'ä'];
    const steps = names.map((name) => ({ name, pubkeys: [idOf(bob)] }));
    const report = await evaluate(await layout({ steps }), [], { evidence });
    expect([...new Set(asked)]).toEqual(['a b', '...', 'ä']);
    expect(codesOf(report).filter((code) => code === 'ERR_LAYOUT_NAME')).toHaveLength(7);
    const reference = await evaluate(await layout({ steps: [{ name: 'a\u0000b', pubkeys: [idOf(bob)] }] }), [], {
      profile: 'reference',
    });
    expect(codesOf(reference)).toEqual(['ERR_LAYOUT_NAME']);
  });

  it('that claim no key are asked for where links are missing, and else not', async () => {
    const asked: (boolean | undefined)[] = [];
    const link = await linkFile(BUILD);
    const witness = (links: readonly MemoryLink[]): EvidenceSource => {
      const evidence = createMemoryEvidence({ links });
      return {
        ...evidence,
        find: (query) => {
          asked.push(query.claimedOnly);
          return evidence.find(query);
        },
      };
    };
    const subject = await layout({ steps: [STEP] });
    expect((await evaluate(subject, [], { evidence: witness([link]) })).ok).toBe(true);
    expect(asked.splice(0)).toEqual([true]);
    const stranger = { ...link, name: 'build.00000000.link' };
    const report = await evaluate(subject, [], { evidence: witness([stranger]) });
    expect(asked).toEqual([true, undefined]);
    expect(report.ok ? '' : report.failures[0].message).toContain('must be named');
  });

  it('are passed over in silence where the source does not tell of those that claim no key', async () => {
    const evidence: EvidenceSource = {
      description: 'a witness',
      find: ({ claimedOnly }) =>
        claimedOnly === true ? Promise.resolve([]) : Promise.reject(Object.assign(new Error('gone'), { code: 'EIO' })),
      sublayout: () => evidence,
    };
    const report = await evaluate(await layout({ steps: [STEP] }), [], { evidence });
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(report.ok ? '' : report.failures[0].message).toContain('has 0 in a witness');
  });

  it('are not asked for under the id of a subkey that is a path', async () => {
    const asked: string[] = [];
    const evidence: EvidenceSource = {
      description: 'a witness',
      find: ({ keyIds }) => {
        asked.push(...keyIds);
        return Promise.resolve([]);
      },
      sublayout: () => evidence,
    };
    const subkeys = { '/../../x': {}, abcdef01: {}, '\u0000': {}, '': {} };
    const key = parsePublicKey(withMembers(bob.publicKey.json, { subkeys }));
    const subject = await layout({ steps: [STEP], keys: new Map([...keysOf(carl), [idOf(bob), key]]) });
    const report = await evaluate(subject, [], { evidence });
    expect([...new Set(asked)]).toEqual([idOf(bob), 'abcdef01', idOf(carl)]);
    expect(report.ok ? [] : report.failures).toMatchObject([
      { code: 'ERR_LAYOUT_NAME', subject: { keyId: idOf(bob) }, details: { subkeyIds: ['/../../x', '\u0000', ''] } },
      { code: 'ERR_LINK_NOT_FOUND' },
    ]);
    const reference = await evaluate(subject, [await linkFile(BUILD)], { profile: 'reference' });
    expect(codesOf(reference)).toEqual(['ERR_LAYOUT_NAME']);
    expect(reference.ok ? '' : reference.failures[0].message).toContain('the subkey "\\u0000"');
  });

  it('have a subkey with a character that no file name can have beyond what file names show of it', async () => {
    const key = parsePublicKey(withMembers(bob.publicKey.json, { subkeys: { 'abcdef01\u0000': {} } }));
    const subject = await layout({ steps: [STEP], keys: new Map([...keysOf(carl), [idOf(bob), key]]) });
    const links = [await linkFile(BUILD)];
    expect(codesOf(await evaluate(subject, links, { profile: 'reference' }))).toEqual([]);
    expect(codesOf(await evaluate(subject, links))).toEqual(['ERR_LAYOUT_NAME']);
  });

  it('are kept within limits', async () => {
    const subject = await layout({ steps: [STEP] });
    const link = await linkFile(BUILD);
    const size = new TextEncoder().encode(String(link.bytes)).length;
    expect(codesOf(await evaluate(subject, [link], { limits: { maxBytes: size } }))).toEqual([]);
    expect(codesOf(await evaluate(subject, [link], { limits: { maxBytes: size - 1 } }))).toEqual(['ERR_LIMIT']);
    expect(codesOf(await evaluate(subject, [link], { limits: { maxDepth: 3 } }))).toEqual(['ERR_LIMIT']);
    expect(codesOf(await evaluate(subject, [link, { ...link }], { limits: { maxCandidates: 1 } }))).toEqual([
      'ERR_LIMIT',
    ]);
    const many = await linkFile({
      ...BUILD,
      tamper: (text) => text.replace('"signatures": [', '"signatures": [{"keyid":"","sig":""},'),
    });
    expect(codesOf(await evaluate(subject, [many], { limits: { maxSignatures: 1 } }))).toEqual(['ERR_LIMIT']);
  });

  it('are kept within limits all together', async () => {
    const steps = ['a', 'b', 'c'].map((name) => ({ name, pubkeys: [idOf(bob)] }));
    const links = await Promise.all(steps.map(({ name }) => linkFile({ ...BUILD, step: name })));
    const size = links.reduce((sum, { bytes }) => sum + new TextEncoder().encode(String(bytes)).length, 0);
    const subject = await layout({ steps });
    expect(codesOf(await evaluate(subject, links, { limits: { maxTotalBytes: size } }))).toEqual([]);
    const report = await evaluate(subject, links, { limits: { maxTotalBytes: size - 1 } });
    expect(report.ok ? [] : report.failures).toMatchObject([{ code: 'ERR_LIMIT', subject: { item: 'c' } }]);
    const none = await evaluate(subject, links, { limits: { maxTotalBytes: 1 } });
    expect(codesOf(none)).toEqual(['ERR_LIMIT', 'ERR_LIMIT', 'ERR_LIMIT']);
  });

  it.each([
    ['is left as it is', false],
    ['is taken away where it is handed over', true],
  ])('are read from memory that %s', async (_, handsOver) => {
    const link = await linkFile({ ...BUILD, members: { byproducts: { stdout: 'x'.repeat(1 << 20) } } });
    const before = new TextEncoder().encode(String(link.bytes));
    for (const profile of PROFILES) {
      const bytes = before.slice();
      const candidate: Candidate = {
        location: 'x',
        keyIds: [idOf(bob)],
        read: () => Promise.resolve(bytes),
        handsOver,
      };
      const evidence: EvidenceSource = {
        description: 'memory',
        find: () => Promise.resolve([candidate]),
        sublayout: () => evidence,
      };
      const report = await evaluate(await layout({ steps: [STEP] }), [], { evidence, profile });
      expect(codesOf(report)).toEqual([]);
      expect(bytes).toEqual(handsOver ? new Uint8Array(0) : before);
    }
  });

  it('are no longer read once there are too many bytes, not even to explain', async () => {
    let reads = 0;
    const find = ({ step }: EvidenceQuery): Promise<readonly Candidate[]> => {
      const candidates = Array.from({ length: 100 }, (_, at) => ({
        location: `${step}.${String(at)}.link`,
        keyIds: [],
        read: () => {
          reads += 1;
          return Promise.resolve(new Uint8Array(1000));
        },
      }));
      return Promise.resolve(candidates);
    };
    const evidence: EvidenceSource = { description: 'a heap', find, sublayout: () => evidence };
    const steps = Array.from({ length: 20 }, (_, at) => ({ name: `step-${String(at)}`, pubkeys: [idOf(bob)] }));
    const report = await evaluate(await layout({ steps }), [], { evidence, limits: { maxTotalBytes: 50_000 } });
    expect(codesOf(report)).toEqual(steps.map(() => 'ERR_LINK_NOT_FOUND'));
    expect(reads).toBe(51);
    expect(reasonsOf(report)).toMatchObject({ 'step-0.0.link': 'malformed', 'step-0.99.link': 'unreadable' });
  });

  it('count for every key that may have signed them', async () => {
    const { publicKey } = bob;
    const keyIds = Array.from({ length: 1001 }, (_, at) => `abcdef01${String(at)}`);
    const keys = new Map(keyIds.map((keyId) => [keyId, parsePublicKey(withMembers(publicKey.json, { keyid: keyId }))]));
    const file = { ...(await linkFile(BUILD)), name: 'build.abcdef01.link' };
    const pubkeys = [...keyIds];
    expect(codesOf(await evaluate(await layout({ steps: [{ ...STEP, pubkeys }], keys }), [file]))).toEqual([
      'ERR_LIMIT',
    ]);
    pubkeys.pop();
    expect(codesOf(await evaluate(await layout({ steps: [{ ...STEP, pubkeys }], keys }), [file]))).toEqual([
      'ERR_LINK_THRESHOLD',
    ]);
  });

  it('are looked for of a few steps at a time', async () => {
    let [most, now] = [0, 0];
    const find = async (): Promise<readonly Candidate[]> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve));
      now -= 1;
      return [];
    };
    const evidence: EvidenceSource = { description: 'a witness', find, sublayout: () => evidence };
    const steps = Array.from({ length: 50 }, (_, at) => ({ name: `step-${String(at)}`, pubkeys: [idOf(bob)] }));
    expect(codesOf(await evaluate(await layout({ steps }), [], { evidence }))).toHaveLength(50);
    expect(most).toBe(8);
  });

  it('come from a source that may fail, but not by mistake', async () => {
    const subject = await layout({ steps: [STEP] });
    const outside = [
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
      new DOMException('gone', 'NotFoundError'),
    ];
    for (const error of outside) {
      const report = await evaluate(subject, [], { evidence: failing(error) });
      expect(codesOf(report)).toEqual(['ERR_EVIDENCE']);
      expect(report.ok ? '' : report.failures[0].message).toContain('a registry');
    }
    for (const error of [
      new TypeError('x is undefined'),
      new RangeError('out of range'),
      new Error('assertion'),
      'text',
    ]) {
      await expect(evaluate(subject, [], { evidence: failing(error) })).rejects.toBe(error);
    }
    const candidate: Candidate = {
      location: 'x',
      keyIds: [idOf(bob)],
      read: () => Promise.reject(new TypeError('mistake')),
    };
    const evidence = { ...failing('unused'), find: () => Promise.resolve([candidate]) };
    await expect(evaluate(subject, [], { evidence })).rejects.toThrow('mistake');
  });
});

/** A source that only ever fails. */
function failing(error: unknown): EvidenceSource {
  return {
    description: 'a registry',
    find: async () => {
      throw error;
    },
    sublayout: () => failing(error),
  };
}

/** The same key under the id that current tools give it. */
function underCurrentId({ publicKey }: PrivateKey): Promise<SslibPublicKey> {
  return loadPublicKey(encodePublicKeyPem(publicKey), { backend });
}
