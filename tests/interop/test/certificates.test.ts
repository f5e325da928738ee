import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import {
  type CertificateSpec,
  type Certified,
  type Holder,
  makeCertificate,
  makeHolder,
} from '@intoto-tests/support/certificates';
import { encodePrivateKeyPem, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import {
  type CertificateAuthority,
  type CertificateConstraint,
  createCertificateConstraint,
  createLayout,
  createLink,
  createMetablock,
  createStep,
  encodeLayout,
  encodeLink,
  linkFileName,
  parsePublicKey,
  writeMetadata,
} from '@intoto/models';
import { createDirectoryEvidence, readMetadata } from '@intoto/node';
import { evaluateLayout, type VerificationReport } from '@intoto/verifier';
import { createCertificateAuthority, createCertificateSigner, createCertificateVerifier } from '@intoto/x509';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';

import { GO_PROGRAM, type KeyPair, label, type LabelledKey, makeKeyPair, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

const run = promisify(execFile);

let pair: KeyPair;
let owner: LabelledKey;
let root: Certified;
let middle: Certified;

beforeAll(async () => {
  pair = await makeKeyPair('ecdsa P-256');
  owner = await label(pair, 'legacy');
  root = await makeCertificate({ subject: { CN: 'Root' }, authority: true });
  middle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true });
});

async function authorities(list: readonly Certified[]): Promise<ReadonlyMap<string, CertificateAuthority>> {
  return new Map(await Promise.all(list.map(({ pem }) => createCertificateAuthority(pem, { backend }))));
}

/** A layout whose one step only certificates may sign. Go does not write layouts, only signs them. */
async function layoutTree(
  constraints: readonly CertificateConstraint[],
  roots: readonly Certified[] = [root],
  intermediates: readonly Certified[] = [],
): Promise<ReturnType<typeof encodeLayout>> {
  return encodeLayout(
    createLayout({
      expires: '2999-01-01T00:00:00Z',
      rootCas: await authorities(roots),
      intermediateCas: await authorities(intermediates),
      steps: [createStep({ name: 'build', certConstraints: constraints, expectedProducts: [['CREATE', 'app']] })],
    }),
  );
}

async function writeLayout(folder: string, tree: ReturnType<typeof encodeLayout>): Promise<void> {
  const signed = await signMetadata(createMetablock(tree), owner.signer);
  await writeFile(join(folder, 'root.layout'), writeMetadata(signed));
}

/** A link that we sign with a certificate. */
async function writeLink(folder: string, holder: Certified): Promise<void> {
  const signer = await createCertificateSigner(holder.signer, holder.pem, { backend });
  const link = createLink({ name: 'build', products: new Map([['app', { sha256: '11'.repeat(32) }]]) });
  const signed = await signMetadata(createMetablock(encodeLink(link)), signer);
  await writeFile(join(folder, linkFileName('build', signer.publicKey.keyId)), writeMetadata(signed));
}

async function ours(folder: string, intermediates: readonly Certified[] = []): Promise<VerificationReport> {
  return evaluateLayout(await readMetadata(join(folder, 'root.layout')), {
    layoutKeys: new Map([[owner.object.keyid, parsePublicKey(JSON.parse(JSON.stringify(owner.object)))]]),
    evidence: createDirectoryEvidence(folder),
    backend,
    now: new Date(),
    certificates: createCertificateVerifier({ intermediates: intermediates.map(({ pem }) => pem) }),
  });
}

/** Whether Go's own program passes it. */
async function passesGo(folder: string, words: readonly string[] = []): Promise<boolean> {
  const command = ['verify', '-l', 'root.layout', '-k', 'owner.pub', '-d', '.', ...words];
  return run(GO_PROGRAM, command, { cwd: folder }).then(
    () => true,
    () => false,
  );
}

async function writeFiles(folder: string, holder: Holder & { readonly pem: string }): Promise<void> {
  const files = {
    'owner.pub': pair.publicPem,
    owner: pair.privatePem,
    'middle.pem': middle.pem,
    'builder.pem': holder.pem,
    builder: await encodePrivateKeyPem(holder.privateKey, { backend }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

const HOLDERS: readonly (readonly [string, () => Promise<Holder>])[] = [
  ['RSA', () => makeHolder('rsa')],
  ['P-256', () => makeHolder('ecdsa', 'P-256')],
  ['P-384', () => makeHolder('ecdsa', 'P-384')],
  ['P-521', () => makeHolder('ecdsa', 'P-521')],
  ['Ed25519', () => makeHolder('ed25519')],
];

const BUILDER: CertificateSpec = {
  subject: { CN: 'builder', O: ['Example', 'Team'] },
  dnsNames: ['build.example.org'],
  emails: ['builder@example.org'],
  uris: ['spiffe://example.org/build', 'https://example.org/a?b=%20c#d'],
  keyUsage: 1,
  extendedKeyUsages: ['1.3.6.1.5.5.7.3.1'],
};

const MEETS = createCertificateConstraint({
  roots: ['*'],
  commonName: 'builder',
  organizations: ['Team', 'Example'],
  dnsNames: ['build.example.org'],
  emails: ['builder@example.org'],
  uris: ['https://example.org/a?b=%20c#d', 'spiffe://example.org/build'],
});

withPeers(['go'], 'certificates', ({ go }) => {
  it.each(HOLDERS)('of Go are good for us, and ours for Go: %s', async (_, makeOne) => {
    const holder = await makeOne();
    const builder = await makeCertificate({ ...BUILDER, issuer: middle, holder });
    for (const intermediates of [[middle], []]) {
      const words = intermediates.length === 0 ? ['-i', 'middle.pem'] : [];
      const given = intermediates.length === 0 ? [middle] : [];
      const tree = await layoutTree([MEETS], [root], intermediates);
      await withScratchFolder(async (folder) => {
        await writeFiles(folder, builder);
        // Go signs the layout, carries out the step and signs its link.
        await writeFile(join(folder, 'unsigned.layout'), writeMetadata(createMetablock(tree)));
        await run(GO_PROGRAM, ['sign', '-f', 'unsigned.layout', '-k', 'owner', '-o', 'root.layout'], { cwd: folder });
        const step = ['run', '-n', 'build', '-k', 'builder', '-c', 'builder.pem', '-p', 'app', '--', 'touch', 'app'];
        await run(GO_PROGRAM, step, { cwd: folder });
        expect(await passesGo(folder, words)).toBe(true);
        const report = await ours(folder, given);
        expect(report.ok ? [] : report.failures).toEqual([]);
        expect(report.signatures[1]?.certificate?.uris).toContain('spiffe://example.org/build');
      });
      await withScratchFolder(async (folder) => {
        await writeFiles(folder, builder);
        await writeLayout(folder, tree);
        await writeLink(folder, builder);
        expect((await ours(folder, given)).ok).toBe(true);
        expect(await passesGo(folder, words)).toBe(true);
      });
    }
  });

  it('have the key ids that Go gives them', async () => {
    for (const [, makeOne] of HOLDERS) {
      const holder = await makeOne();
      const { pem } = await makeCertificate({ holder, authority: true });
      const [keyId, { json }] = await createCertificateAuthority(pem, { backend });
      const loaded = await go.ask('load_key', { key: { text: pem } });
      expect(loaded.keyid).toBe(keyId);
      expect(JSON.parse(JSON.stringify(json))).toEqual(loaded.key);
    }
  });

  it('have intermediates that Go does not mind in a signature', async () => {
    const builder = await makeCertificate({ ...BUILDER, issuer: middle });
    await withScratchFolder(async (folder) => {
      await writeFiles(folder, builder);
      await writeLayout(folder, await layoutTree([MEETS], [root], [middle]));
      await writeLink(folder, { ...builder, pem: `${builder.pem}${middle.pem}` });
      expect(await readFile(join(folder, 'root.layout'), 'utf8')).toContain('"intermediatecas"');
      expect(await passesGo(folder)).toBe(true);
      expect((await ours(folder)).ok).toBe(true);
    });
  });

  it.each([
    ['nothing', {}, true],
    ['an expired signer', { leaf: { notAfter: '2021-01-01T00:00:00Z' } }, false],
    ['a signer of the future', { leaf: { notBefore: '2039-01-01T00:00:00Z' } }, false],
    ['an expired intermediate', { middle: { notAfter: '2021-01-01T00:00:00Z' } }, false],
    ['an expired root', { root: { notAfter: '2021-01-01T00:00:00Z' } }, false],
    ['an intermediate that is no authority', { middle: { authority: false } }, false],
    ['an intermediate whose key is for other things', { middle: { keyUsage: 1 } }, false],
    ['a root that allows no intermediate', { root: { authority: { pathLength: 0 } } }, false],
    ['a root that allows one intermediate', { root: { authority: { pathLength: 1 } } }, true],
    ['another usage of the signer', { leaf: { extendedKeyUsages: ['1.3.6.1.5.5.7.3.4'] } }, false],
    ['another usage of the intermediate', { middle: { extendedKeyUsages: ['1.3.6.1.5.5.7.3.4'] } }, false],
    ['any usage', { leaf: { extendedKeyUsages: ['2.5.29.37.0'] } }, true],
  ] as const)('chain alike for Go and for us, with %s', async (_, changes: Changes, passes) => {
    const top = await makeCertificate({ subject: { CN: 'Top' }, authority: true, ...changes.root });
    const between = await makeCertificate({
      subject: { CN: 'Between' },
      issuer: top,
      authority: true,
      ...changes.middle,
    });
    const builder = await makeCertificate({ ...BUILDER, issuer: between, ...changes.leaf });
    await withScratchFolder(async (folder) => {
      await writeLayout(folder, await layoutTree([MEETS], [top], changes.middle?.authority === false ? [] : [between]));
      await writeFiles(folder, builder);
      await writeFile(join(folder, 'between.pem'), between.pem);
      await writeLink(folder, builder);
      expect(await passesGo(folder, ['-i', 'between.pem'])).toBe(passes);
      expect((await ours(folder, [between])).ok).toBe(passes);
    });
  });

  it('meet constraints alike for Go and for us, whatever the lists are', { timeout: 300_000 }, async () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 });
    const lists: fc.Arbitrary<string[]> = fc.oneof(
      fc.constantFrom('*', '').map((only) => [only]),
      fc.array(fc.constantFrom('a', 'b', '*', ''), { maxLength: 2 }),
      names,
    );
    const sample = fc.record({
      commonName: fc.constantFrom('a', 'b', '', '*'),
      organizations: lists,
      dnsNames: lists,
      own: fc.record({
        CN: fc.constantFrom('a', 'b', ''),
        O: names,
        dnsNames: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
      }),
    });
    const outcomes = { passed: 0, failed: 0 };
    const holder = await makeHolder();
    await fc.assert(
      fc.asyncProperty(sample, async ({ own, ...expected }) => {
        const constraint = createCertificateConstraint({ roots: ['*'], ...expected });
        const subject = { ...(own.CN === '' ? {} : { CN: own.CN }), O: own.O };
        const builder = await makeCertificate({ issuer: root, holder, subject, dnsNames: own.dnsNames });
        await withScratchFolder(async (folder) => {
          await writeLayout(folder, await layoutTree([constraint]));
          await writeLink(folder, builder);
          const request = { cwd: folder, layout: 'root.layout', keys: [{ object: owner.object }] };
          const { verdict } = await go.ask('verify', request);
          outcomes[verdict === 'pass' ? 'passed' : 'failed'] += 1;
          const report = await ours(folder);
          expect(report.ok ? 'pass' : 'fail').toBe(verdict);
        });
      }),
      { numRuns: 300, seed: 20261128 },
    );
    // Or else nothing was compared.
    expect(Math.min(outcomes.passed, outcomes.failed)).toBeGreaterThan(20);
  });

  it('lead to roots alike, where a layout has one, and where a constraint lists all', async () => {
    const other = await makeCertificate({ subject: { CN: 'Other' }, authority: true });
    const builder = await makeCertificate({ ...BUILDER, issuer: root });
    const [rootId, otherId] = await Promise.all(
      [root, other].map(async ({ pem }) => (await createCertificateAuthority(pem, { backend }))[0]),
    );
    for (const [roots, names, passes] of [
      [[root], [rootId], true],
      [[root], ['*'], true],
      [[root], [otherId], false],
      [[root], [], false],
      [[root], [''], false],
      [[root], [rootId, otherId], false],
      [[other], [otherId], false],
      [[root, other], ['*'], true],
      [[root, other], [otherId, rootId], true],
    ] as const) {
      await withScratchFolder(async (folder) => {
        const constraint = { ...MEETS, roots: names.map((name) => name ?? '') };
        await writeLayout(folder, await layoutTree([constraint], roots));
        await writeFiles(folder, builder);
        await writeLink(folder, builder);
        expect([names, await passesGo(folder)]).toEqual([names, passes]);
        expect((await ours(folder)).ok).toBe(passes);
      });
    }
  });
});

interface Changes {
  readonly root?: CertificateSpec;
  readonly middle?: CertificateSpec;
  readonly leaf?: CertificateSpec;
}
