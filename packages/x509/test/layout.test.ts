import { type CertificateSpec, type Certified, makeCertificate, makeHolder } from '@intoto-tests/support/certificates';
import { createJsonObject, type JsonObject } from '@intoto/encoding';
import {
  createCertificateConstraint,
  type Metadata,
  type MetablockSignature,
  type StepOptions,
  writeMetadata,
} from '@intoto/models';
import { createCertificateVerifier } from '@intoto/x509';
import { describe, expect, it } from 'vitest';

import { ANYONE } from './judge.ts';
import {
  candidatesOf,
  certify,
  codesOf,
  CONTAINERS,
  keysOf,
  layout,
  link,
  owner,
  sign,
  verify,
} from './supply-chain.ts';

const root = await makeCertificate({ subject: { CN: 'Root' }, authority: true });
const other = await makeCertificate({ subject: { CN: 'Other root' }, authority: true });
const middle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true });

/** A certificate of a workload, with a key of its own. */
function workload(name: string, spec: CertificateSpec = {}): Promise<Certified> {
  return makeCertificate({ subject: {}, issuer: root, uris: [`spiffe://example.org/${name}`], ...spec });
}

const BUILDER = createCertificateConstraint({ uris: ['spiffe://example.org/builder'], roots: ['root'] });
const builder = await workload('builder');

function build(options: Partial<StepOptions> = {}): StepOptions {
  return {
    name: 'build',
    certConstraints: [BUILDER],
    expectedProducts: [
      ['CREATE', 'app'],
      ['DISALLOW', '*'],
    ],
    ...options,
  };
}

describe('a step that lets certificates sign', () => {
  it('passes for whom its constraints describe, in every container', async () => {
    for (const container of CONTAINERS) {
      for (const inner of CONTAINERS) {
        const subject = await layout({ steps: [build()], roots: { root }, container });
        const report = await verify(subject, [await link({ by: [await certify(builder)], container: inner })]);
        expect(codesOf(report)).toEqual([]);
        expect(report.signatures[1]).toMatchObject({
          item: 'build',
          certificate: { subject: '', root: 'root', uris: ['spiffe://example.org/builder'] },
        });
      }
    }
  });

  it('says of every link why it does not count', async () => {
    const cases: readonly (readonly [string, Certified])[] = [
      ['ERR_CERTIFICATE_CONSTRAINT', await workload('tester')],
      ['ERR_CERTIFICATE_UNTRUSTED', await workload('builder', { issuer: other })],
      ['ERR_CERTIFICATE_EXPIRED', await workload('builder', { notAfter: '2026-01-01T00:00:00Z' })],
      ['ERR_CERTIFICATE_USAGE', await workload('builder', { keyUsage: 4 })],
      ['ERR_CERTIFICATE_ALGORITHM', await workload('builder', { signatureOid: '1.2.840.10045.4.1' })],
    ];
    for (const container of CONTAINERS) {
      const subject = await layout({ steps: [build()], roots: { root } });
      for (const [code, holder] of cases) {
        const file = await link({ by: [await certify(holder)], container });
        const report = await verify(subject, [file]);
        expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
        expect(candidatesOf(report)).toMatchObject([{ location: file.name, reason: 'certificate', code }]);
        expect(report.checks.filter(({ status }) => status === 'warning')).toMatchObject([
          { code: 'WARN_LINK_REFUSED', details: { reason: 'certificate', cause: { code } } },
        ]);
      }
      const bare = await link({ by: [builder.signer], container });
      const report = await verify(subject, [bare]);
      expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
      expect(candidatesOf(report)).toMatchObject([{ location: bare.name, code: 'ERR_CERTIFICATE_MISSING' }]);
    }
  });

  it('passes with one of several candidates, whatever the others are', async () => {
    const files = [
      await link({ by: [await certify(await workload('tester'))] }),
      await link({ by: [await certify(builder)] }),
      { name: 'build.00000000.link', bytes: '{' },
      { name: 'build.link', bytes: '{}' },
      await link({ by: [(await makeHolder()).signer] }),
    ];
    const subject = await layout({ steps: [build()], roots: { root } });
    for (const links of [files, files.toReversed()]) expect(codesOf(await verify(subject, links))).toEqual([]);
  });

  it('takes intermediates from the layout, from the verifier and from the signature', async () => {
    const below = await workload('builder', { issuer: middle });
    const bare = [await link({ by: [await certify(below)] })];
    const subject = await layout({ steps: [build()], roots: { root } });
    expect(codesOf(await verify(subject, bare))).toEqual(['ERR_LINK_THRESHOLD']);
    const informed = await layout({ steps: [build()], roots: { root }, intermediates: { middle } });
    expect(codesOf(await verify(informed, bare))).toEqual([]);
    const certificates = createCertificateVerifier({ intermediates: [middle.pem] });
    expect(codesOf(await verify(subject, bare, { certificates }))).toEqual([]);
    for (const container of CONTAINERS) {
      const full = await link({ by: [await certify(below, `${below.pem}${middle.pem}`)], container });
      expect(codesOf(await verify(subject, [full]))).toEqual([]);
    }
  });

  it('is judged at the time of signing, where somebody vouches for it', async () => {
    const past = await workload('builder', { notBefore: '2025-01-01T00:00:00Z', notAfter: '2025-01-01T01:00:00Z' });
    const files = [await link({ by: [await certify(past)] })];
    const subject = await layout({ steps: [build()], roots: { root } });
    expect(codesOf(await verify(subject, files))).toEqual(['ERR_LINK_THRESHOLD']);
    const certificates = createCertificateVerifier({ signingTime: () => new Date('2025-01-01T00:30:00Z') });
    const report = await verify(subject, files, { certificates });
    expect(codesOf(report)).toEqual([]);
    expect(report.at).toBe('2026-06-01T12:00:00Z');
  });

  it('has its links compared and its rules applied as any other', async () => {
    const subject = await layout({ steps: [build()], roots: { root } });
    const files = [await link({ by: [await certify(builder)], products: { miner: 'bb' } })];
    expect(codesOf(await verify(subject, files))).toEqual(['ERR_RULE_DISALLOW']);
    const again = await workload('builder');
    const differing = [
      await link({ by: [await certify(builder)] }),
      await link({ by: [await certify(again)], products: { app: 'bb' } }),
    ];
    expect(codesOf(await verify(subject, differing))).toEqual(['ERR_LINKS_DISAGREE']);
    const renamed = await link({ by: [await certify(builder)], step: 'test', name: 'build.abcd.link' });
    expect(codesOf(await verify(subject, [renamed]))).toEqual(['ERR_LINK_NAME']);
  });
});

/** The first signature, some members replaced. */
function withSignature(metadata: Metadata, members: JsonObject): Metadata {
  const [signature] = metadata.signatures as readonly MetablockSignature[];
  if (signature === undefined || metadata.container === 'dsse') throw new TypeError('a signed Metablock expected');
  const json = createJsonObject(Object.entries({ ...signature.json, ...members }));
  return { ...metadata, signatures: [{ ...signature, json }] };
}

describe('a certificate that somebody else presents', () => {
  it('does not help: the signature is verified with its key', async () => {
    const thief = await workload('tester');
    const file = await link({
      by: [await certify(thief)],
      change: (metadata) => withSignature(metadata, { cert: builder.pem }),
    });
    const report = await verify(await layout({ steps: [build()], roots: { root } }), [file]);
    expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
    expect(candidatesOf(report)).toMatchObject([{ code: 'ERR_CERTIFICATE_KEY' }]);
  });

  it('counts once under however many key ids and file names', async () => {
    const signer = await certify(builder);
    const files = await Promise.all(
      ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((keyid) =>
        link({ by: [signer], name: `build.${keyid}.link`, change: (metadata) => withSignature(metadata, { keyid }) }),
      ),
    );
    const one = await layout({ steps: [build()], roots: { root } });
    const report = await verify(one, files);
    expect(codesOf(report)).toEqual([]);
    expect(report.checks.some((check) => check.status === 'warning' && check.code === 'WARN_KEY_COUNTED_ONCE')).toBe(
      true,
    );
    const two = await layout({ steps: [build({ threshold: 2 })], roots: { root } });
    const short = await verify(two, files);
    expect(codesOf(short)).toEqual(['ERR_LINK_THRESHOLD']);
    expect(short.ok ? {} : short.failures[0].details).toMatchObject({ required: 2, counted: 1 });
  });

  it('must not go under the key id of another key of the layout', async () => {
    const { keyId } = owner.publicKey;
    const subject = await layout({ steps: [build()], roots: { root }, keys: keysOf(owner) });
    const file = await link({
      by: [await certify(builder)],
      name: `build.${keyId.slice(0, 8)}.link`,
      change: (metadata) => withSignature(metadata, { keyid: keyId }),
    });
    const report = await verify(subject, [file]);
    expect(candidatesOf(report)).toMatchObject([{ code: 'ERR_CERTIFICATE_KEY', keyId }]);
  });

  it('must go under a hexadecimal key id, since directories are named for it', async () => {
    const subject = await layout({ steps: [build()], roots: { root } });
    for (const keyid of ['../../etc', '', 'key 1']) {
      const file = await link({
        by: [await certify(builder)],
        name: 'build.abcdef01.link',
        change: (metadata) => withSignature(metadata, { keyid }),
      });
      const report = await verify(subject, [file]);
      expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
      expect(candidatesOf(report)).toMatchObject([{ code: 'ERR_CERTIFICATE_KEY' }]);
    }
  });
});

describe('a threshold', () => {
  const two = build({ threshold: 2, certConstraints: [ANYONE] });

  async function codesFor(...holders: readonly Certified[]): Promise<readonly string[]> {
    const files = await Promise.all(holders.map(async (holder) => link({ by: [await certify(holder)] })));
    return codesOf(await verify(await layout({ steps: [two], roots: { root, other } }), files));
  }

  it('counts identities, not keys', async () => {
    expect(await codesFor(builder, await workload('builder'))).toEqual(['ERR_LINK_THRESHOLD']);
    expect(await codesFor(builder, await workload('tester'))).toEqual([]);
    expect(await codesFor(builder, await workload('builder', { issuer: other }))).toEqual(['ERR_LINK_THRESHOLD']);
  });

  it('counts one key once, whatever its certificates say', async () => {
    expect(await codesFor(builder, await workload('tester', { holder: builder }))).toEqual(['ERR_LINK_THRESHOLD']);
  });

  it('counts a functionary by key and one by certificate together, in any order', async () => {
    const bob = (await makeHolder()).signer;
    const step = build({ threshold: 2, pubkeys: [bob.publicKey.keyId] });
    const subject = await layout({ steps: [step], roots: { root }, keys: keysOf(bob) });
    const files = [await link({ by: [bob] }), await link({ by: [await certify(builder)] })];
    for (const links of [files, files.toReversed()]) {
      const report = await verify(subject, links);
      expect(codesOf(report)).toEqual([]);
      expect(report.signatures.slice(1).map(({ keyId, certificate }) => [keyId, certificate?.root])).toEqual([
        [bob.publicKey.keyId, undefined],
        [(await certify(builder)).publicKey.keyId, 'root'],
      ]);
    }
    for (const links of [files.slice(0, 1), files.slice(1)]) {
      expect(codesOf(await verify(subject, links))).toEqual(['ERR_LINK_NOT_FOUND']);
    }
  });

  it("takes a signature by a listed key for that key's, whatever certificate it carries", async () => {
    const signer = await certify(builder, builder.pem, 'keep');
    const step = build({ pubkeys: [signer.publicKey.keyId] });
    const subject = await layout({ steps: [step], roots: { root }, keys: keysOf(builder.signer) });
    const report = await verify(subject, [await link({ by: [signer] })]);
    expect(codesOf(report)).toEqual([]);
    expect(report.signatures.slice(1)).toEqual([
      { item: 'build', keyId: signer.publicKey.keyId, location: expect.any(String) },
    ]);
  });

  it('counts a functionary once who signs with a key and with a certificate for it', async () => {
    const { keyId } = builder.signer.publicKey;
    const step = build({ threshold: 2, pubkeys: [keyId] });
    const subject = await layout({ steps: [step], roots: { root }, keys: keysOf(builder.signer) });
    const files = [await link({ by: [builder.signer] }), await link({ by: [await certify(builder)] })];
    const report = await verify(subject, files);
    expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
    expect(report.ok ? {} : report.failures[0].details).toMatchObject({ counted: 1 });
  });

  it('is met by two who signed one file', async () => {
    const file = await link({ by: [await certify(builder), await certify(await workload('tester'))] });
    expect(codesOf(await verify(await layout({ steps: [two], roots: { root } }), [file]))).toEqual([]);
  });
});

describe('the roots of a step', () => {
  it('tell apart two authorities that a layout trusts for different things', async () => {
    const steps = [
      build({ certConstraints: [createCertificateConstraint({ uris: ['*'], roots: ['root'] })] }),
      { name: 'test', certConstraints: [createCertificateConstraint({ uris: ['*'], roots: ['other'] })] },
    ];
    const subject = await layout({ steps, roots: { root, other } });
    const tester = await workload('tester', { issuer: other });
    const files = [
      await link({ by: [await certify(builder)] }),
      await link({ by: [await certify(tester)], step: 'test', products: {} }),
    ];
    expect(codesOf(await verify(subject, files))).toEqual([]);
    const swapped = [
      await link({ by: [await certify(tester)] }),
      await link({ by: [await certify(builder)], step: 'test', products: {} }),
    ];
    expect(codesOf(await verify(subject, swapped))).toEqual(['ERR_LINK_THRESHOLD', 'ERR_LINK_THRESHOLD']);
  });
});

describe('a sublayout that is signed by certificate', () => {
  it('stands for its step, and its steps rest on its own roots', async () => {
    const signer = await certify(builder);
    const { keyId } = signer.publicKey;
    const inner = createCertificateConstraint({ uris: ['spiffe://example.org/inner'], roots: ['other'] });
    for (const container of CONTAINERS) {
      const sublayout = await layout({
        steps: [{ name: 'compile', certConstraints: [inner] }],
        roots: { other },
        by: [signer],
        container,
      });
      const compiler = await certify(await workload('inner', { issuer: other }));
      const below = await link({ by: [compiler], step: 'compile' });
      const files = [
        { name: `build.${keyId.slice(0, 8)}.link`, bytes: writeMetadata(sublayout) },
        { ...below, name: `build.${keyId.slice(0, 8)}/${below.name}` },
      ];
      const report = await verify(await layout({ steps: [build()], roots: { root } }), files);
      expect(codesOf(report)).toEqual([]);
      expect(report.ok ? report.summary.products : {}).toEqual({ app: { sha256: 'aa' } });
      expect(report.sublayouts).toMatchObject([{ step: 'build', keyId }]);
      const unsigned = await verify(await layout({ steps: [build()], roots: { root } }), files.slice(0, 1));
      expect(codesOf(unsigned)).toEqual(['ERR_SUBLAYOUT']);
    }
  });
});

describe('support for certificates', () => {
  const files = (async () => [await link({ by: [await certify(builder)] })])();

  it('is asked for where a step lets them sign, and its absence is a failure', async () => {
    const subject = await layout({ steps: [build(), { name: 'test' }], roots: { root } });
    const report = await verify(subject, await files, { certificates: undefined });
    expect(codesOf(report)).toEqual(['ERR_CERTIFICATE_SUPPORT_MISSING', 'ERR_LINK_NOT_FOUND']);
    expect(report.ok ? {} : report.failures[0].details).toEqual({ steps: ['build'] });
  });

  it('must be what its type says', async () => {
    const subject = await layout({ steps: [build()], roots: { root } });
    const certificates = {} as unknown as NonNullable<Parameters<typeof verify>[2]>['certificates'];
    await expect(verify(subject, await files, { certificates })).rejects.toThrow(TypeError);
    const broken = createCertificateVerifier({ signingTime: () => new Date(Number.NaN) });
    await expect(verify(subject, await files, { certificates: broken })).rejects.toThrow(TypeError);
  });

  it('is loaded once, and only where it is needed', async () => {
    let loaded = 0;
    const certificates = async () => {
      loaded += 1;
      return createCertificateVerifier();
    };
    const { keyId } = builder.signer.publicKey;
    const plain = await layout({
      steps: [{ name: 'build', pubkeys: [keyId] }],
      roots: { root },
      keys: keysOf(builder.signer),
    });
    expect(codesOf(await verify(plain, [await link({ by: [builder.signer] })], { certificates }))).toEqual([]);
    expect(loaded).toBe(0);
    const subject = await layout({ steps: [build()], roots: { root } });
    expect(codesOf(await verify(subject, await files, { certificates }))).toEqual([]);
    expect(loaded).toBe(1);
  });

  it('that cannot be loaded is a failure', async () => {
    const failure = Object.assign(new Error('the network is down'), { code: 'ENETDOWN' });
    const subject = await layout({ steps: [build()], roots: { root } });
    const report = await verify(subject, await files, { certificates: () => Promise.reject(failure) });
    expect(codesOf(report)).toEqual(['ERR_CERTIFICATE_SUPPORT_MISSING']);
    expect(report.ok ? '' : report.failures[0].message).toContain('the network is down');
  });

  it('finds fault with certificates of the layout that are none', async () => {
    const subject = await layout({ steps: [build()], roots: { root }, intermediates: { broken: { pem: 'nothing' } } });
    const report = await verify(subject, await files);
    expect(codesOf(report)).toEqual(['ERR_LAYOUT_CERTIFICATE']);
    expect(report.ok ? {} : report.failures[0]).toMatchObject({
      subject: { keyId: 'broken' },
      details: { list: 'intermediatecas', cause: { code: 'ERR_CERTIFICATE_FORMAT' } },
    });
  });

  it('is no part of the reference profile', async () => {
    const { keyId } = builder.signer.publicKey;
    const step = build({ pubkeys: [keyId] });
    const keys = keysOf(builder.signer);
    const failure = new TypeError('not to be loaded');
    const options = { profile: 'reference', certificates: () => Promise.reject(failure) } as const;
    const subject = await layout({ steps: [step], roots: { root }, keys, container: 'dsse' });
    expect(codesOf(await verify(subject, await files, options))).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(codesOf(await verify(subject, [await link({ by: [builder.signer] })], options))).toEqual([]);
    // The reference checks a Metablock's signature over the members that it knows.
    const metablock = await layout({ steps: [step], roots: { root }, keys });
    expect(codesOf(await verify(metablock, await files, options))).toEqual(['ERR_LAYOUT_SIGNATURE']);
    const only = await layout({ steps: [build()], roots: { root }, container: 'dsse' });
    const report = await verify(only, await files, options);
    expect(report.ok ? '' : report.failures[0].remedy).toContain('"strict"');
  });
});

describe('what a layout says about certificates', () => {
  it('must be well-formed, or the layout fails', async () => {
    const members = [
      { rootcas: 5 },
      { rootcas: { root: { keyval: {} } } },
      { intermediatecas: [] },
      { steps: [{ name: 'build', cert_constraints: {} }] },
      // Not the member's name, but what in-toto-golang's README calls it.
      { steps: [{ name: 'build', cert_constraints: [{ common_names: ['*'], roots: ['*'] }] }] },
      { steps: [{ name: 'build', cert_constraints: null }] },
    ];
    for (const member of members) {
      const tree = { _type: 'layout', steps: [], inspect: [], expires: '2030-01-01T00:00:00Z', ...member };
      const subject = await sign(tree, [owner], 'dsse');
      const [first] = codesOf(await verify(subject, []));
      expect(first).toBe('ERR_LAYOUT_FORMAT');
      expect(codesOf(await verify(subject, [], { profile: 'reference' }))).not.toContain('ERR_LAYOUT_FORMAT');
    }
  });

  it('names each certificate by its own id, where it has one', async () => {
    const authority = createJsonObject([
      ['keyid', 'abcd'],
      ['keyval', createJsonObject([['certificate', root.pem]])],
    ]);
    const tree = {
      _type: 'layout',
      steps: [],
      inspect: [],
      expires: '2030-01-01T00:00:00Z',
      rootcas: { ef01: authority },
    };
    const subject = await sign(tree, [owner], 'dsse');
    expect(codesOf(await verify(subject, []))).toEqual(['ERR_LAYOUT_KEY_ID']);
  });

  it('is covered by the signature of a Metablock', async () => {
    const subject = await layout({ steps: [build()], roots: { root } });
    if (subject.container === 'dsse') throw new TypeError('a Metablock expected');
    for (const name of ['rootcas', 'steps']) {
      const signed = createJsonObject([...Object.entries(subject.signed), [name, createJsonObject([])]]);
      const report = await verify({ ...subject, signed }, []);
      expect(report.ok).toBe(false);
      expect(report.checks.some(({ stage, status }) => stage === 'layout-signature' && status === 'passed')).toBe(
        false,
      );
    }
  });
});
