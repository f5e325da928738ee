import { webcryptoBackend as backend } from '@intoto-tests/support';
import { type Certified, makeHolder } from '@intoto-tests/support/certificates';
import { type Signer, signMetadata } from '@intoto/crypto';
import { createJsonObject, type JsonObject } from '@intoto/encoding';
import {
  createEnvelope,
  createLayout,
  createLink,
  createMetablock,
  createStep,
  encodeLayout,
  encodeLink,
  type LayoutOptions,
  linkFileName,
  type Metadata,
  type PublicKey,
  type StepOptions,
  writeMetadata,
} from '@intoto/models';
import {
  createMemoryEvidence,
  evaluateLayout,
  type MemoryLink,
  type VerificationReport,
  type VerifyLayoutOptions,
} from '@intoto/verifier';
import { createCertificateSigner, createCertificateVerifier } from '@intoto/x509';

import { type Authorities, authorities, NOW } from './judge.ts';

export type Container = 'metablock' | 'dsse';

export const CONTAINERS: readonly Container[] = ['metablock', 'dsse'];

/** The project owner. */
export const owner: Signer = (await makeHolder()).signer;

/** Signs with a certificate. */
export function certify(
  holder: Certified,
  pem: string = holder.pem,
  keyId: 'golang' | 'keep' = 'golang',
): Promise<Signer> {
  return createCertificateSigner(holder.signer, pem, { backend, keyId });
}

export function keysOf(...signers: readonly Signer[]): ReadonlyMap<string, PublicKey> {
  return new Map(signers.map(({ publicKey }) => [publicKey.keyId, publicKey]));
}

export async function sign(tree: JsonObject, signers: readonly Signer[], container: Container): Promise<Metadata> {
  let metadata: Metadata = container === 'dsse' ? createEnvelope(tree) : createMetablock(tree);
  for (const signer of signers) metadata = await signMetadata(metadata, signer);
  return metadata;
}

export interface LayoutSpec extends Omit<LayoutOptions, 'expires' | 'steps' | 'rootCas' | 'intermediateCas'> {
  readonly steps: readonly StepOptions[];
  readonly roots: Authorities;
  readonly intermediates?: Authorities;
  readonly by?: readonly Signer[];
  readonly container?: Container;
}

export async function layout(spec: LayoutSpec): Promise<Metadata> {
  const { steps, roots, intermediates = {}, by = [owner], container = 'metablock', ...rest } = spec;
  const model = createLayout({
    ...rest,
    expires: '2030-01-01T00:00:00Z',
    steps: steps.map(createStep),
    rootCas: authorities(roots),
    intermediateCas: authorities(intermediates),
  });
  return sign(encodeLayout(model), by, container);
}

export interface LinkSpec {
  readonly by: readonly Signer[];
  readonly step?: string;
  readonly container?: Container;
  readonly products?: Readonly<Record<string, string>>;
  /** The file's name. @defaultValue that of the first signer */
  readonly name?: string;
  readonly change?: (metadata: Metadata) => Metadata;
}

export async function link(spec: LinkSpec): Promise<MemoryLink> {
  const { by, step = 'build', container = 'metablock', products = { app: 'aa' } } = spec;
  const artifacts = new Map(
    Object.entries(products).map(([name, sha256]) => [
      name,
      createJsonObject([['sha256', sha256]]) as { sha256: string },
    ]),
  );
  const metadata = await sign(encodeLink(createLink({ name: step, products: artifacts })), by, container);
  const changed = spec.change?.(metadata) ?? metadata;
  return { name: spec.name ?? linkFileName(step, by[0]?.publicKey.keyId ?? ''), bytes: writeMetadata(changed) };
}

export async function verify(
  subject: Metadata,
  links: readonly MemoryLink[],
  options: Partial<VerifyLayoutOptions> = {},
): Promise<VerificationReport> {
  return evaluateLayout(subject, {
    layoutKeys: keysOf(owner),
    evidence: createMemoryEvidence({ links }),
    backend,
    now: NOW,
    certificates: createCertificateVerifier(),
    ...options,
  });
}

/** The codes of what failed, in order. */
export function codesOf(report: VerificationReport): readonly string[] {
  return report.ok ? [] : report.failures.map(({ code }) => code);
}

/** The first failure's candidates: why each does or does not count. */
export function candidatesOf(report: VerificationReport): readonly object[] {
  const candidates = report.ok ? [] : report.failures[0].details['candidates'];
  return (candidates ?? []) as readonly object[];
}
