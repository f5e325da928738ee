import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { makeCertificate } from '@intoto-tests/support/certificates';
import {
  certifySigner,
  createCertificateConstraint,
  createLayout,
  createMetablock,
  createStep,
  encodeLayout,
  encodePublicKeyPem,
  InTotoError,
  loadCertificateVerifier,
  readCertificateAuthorities,
  runStep,
  signMetadata,
  verifyFiles,
  writeMetadataFile,
} from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { createTemporaryDirectory } from './temporary-directory.ts';

const root = await makeCertificate({ subject: { CN: 'Root' }, authority: true });
const middle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true });
const owner = await makeCertificate({ subject: { CN: 'Owner' }, issuer: root });
const builder = await makeCertificate({
  subject: { CN: 'builder' },
  issuer: middle,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-02-01T00:00:00Z',
});
const SIGNED = new Date('2026-01-15T00:00:00Z');

/** A chain in files, with a link that was signed by certificate. */
async function createChain(): Promise<string> {
  const directory = await createTemporaryDirectory();
  const file = (name: string): string => join(directory, name);
  await writeFile(file('root.pem'), root.pem);
  await writeFile(file('middle.pem'), middle.pem);
  await writeFile(file('builder.pem'), builder.pem);
  await writeFile(file('owner.pub'), encodePublicKeyPem(owner.privateKey.publicKey));
  const certConstraints = [createCertificateConstraint({ commonName: 'builder', roots: ['*'] })];
  const layout = createLayout({
    expires: '2099-01-01T00:00:00Z',
    rootCas: await readCertificateAuthorities([file('root.pem')]),
    steps: [createStep({ name: 'build', certConstraints })],
  });
  const signed = await signMetadata(createMetablock(encodeLayout(layout)), owner.signer);
  await writeMetadataFile(file('root.layout'), signed);
  const signer = await certifySigner(builder.signer, file('builder.pem'), SIGNED);
  await runStep({ name: 'build', command: [], signer, metadataDirectory: directory });
  return directory;
}

async function failureOf(action: Promise<unknown>): Promise<InTotoError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (InTotoError.is(error)) return error;
  throw new TypeError('an in-toto error expected', { cause: error });
}

describe('a chain with certificates in files', () => {
  it('is verified with the intermediates and the time of signing that are given', async () => {
    const directory = await createChain();
    const options = {
      layout: join(directory, 'root.layout'),
      keys: [join(directory, 'owner.pub')],
      linkDirectory: directory,
    };
    const intermediates = [join(directory, 'middle.pem')];
    const codes = async (more: object): Promise<readonly string[]> => {
      const report = await verifyFiles({ ...options, ...more });
      return report.ok ? [] : report.failures.map(({ code }) => code);
    };
    expect(await codes({ now: SIGNED, certificates: { intermediates } })).toEqual([]);
    expect(await codes({ now: SIGNED })).toEqual(['ERR_LINK_THRESHOLD']);
    const later = new Date('2026-06-01T00:00:00Z');
    expect(await codes({ now: later, certificates: { intermediates } })).toEqual(['ERR_LINK_THRESHOLD']);
    const signingTime = (): Date => SIGNED;
    expect(await codes({ now: later, certificates: { intermediates, signingTime } })).toEqual([]);
  });
});

describe('certificate files', () => {
  it('that cannot be used are named', async () => {
    const directory = await createChain();
    const broken = join(directory, 'broken.pem');
    await writeFile(broken, 'nothing');
    for (const [action, code, path] of [
      [() => loadCertificateVerifier({ intermediates: [broken] }), 'ERR_CERTIFICATE_FORMAT', broken],
      [() => readCertificateAuthorities([broken]), 'ERR_CERTIFICATE_FORMAT', broken],
      [
        () => certifySigner(owner.signer, join(directory, 'builder.pem')),
        'ERR_CERTIFICATE_KEY',
        join(directory, 'builder.pem'),
      ],
      [() => certifySigner(builder.signer, join(directory, 'builder.pem')), 'ERR_CERTIFICATE_EXPIRED', 'builder.pem'],
      [() => certifySigner(owner.signer, join(directory, 'absent.pem')), 'ERR_FILE_NOT_FOUND', 'absent.pem'],
      [() => readCertificateAuthorities([join(directory, 'builder.pem')]), 'ERR_CERTIFICATE_USAGE', 'builder.pem'],
    ] as const) {
      const failure = await failureOf(action());
      expect(failure.code).toBe(code);
      expect(failure.details['path']).toContain(path);
    }
  });
});
