import { webcryptoBackend as backend } from '@intoto-tests/support';
import { createSigner, generatePrivateKey, type Signer, signMetadata } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import {
  type ArtifactMap,
  createLink,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Layout,
  type Link,
  type Metadata,
  type PublicKey,
  writeMetadata,
} from '@intoto/models';
import {
  createMemoryEvidence,
  evaluateLayout,
  type InspectionRunner,
  type MemoryLink,
  type VerificationReport,
} from '@intoto/verifier';

export { webcryptoBackend as backend } from '@intoto-tests/support';

export const NOW = new Date('2026-06-01T12:00:00Z');
export const EXPIRES = '2030-01-01T00:00:00Z';

async function createSignerOf(): Promise<Signer> {
  return createSigner(await generatePrivateKey({ type: 'ecdsa', backend }), { backend });
}

export const [owner, bob, carl, dan] = (await Promise.all([1, 2, 3, 4].map(createSignerOf))) as [
  Signer,
  Signer,
  Signer,
  Signer,
];

/** The id of a functionary's key. */
export const idOf = ({ publicKey }: Signer): string => publicKey.keyId;

/** Keys by their ids. */
export function keysOf(...signers: readonly Signer[]): ReadonlyMap<string, PublicKey> {
  return new Map(signers.map(({ publicKey }) => [publicKey.keyId, publicKey]));
}

/** Artifacts whose content is their digest. */
export function artifacts(contents: Readonly<Record<string, string>>): ArtifactMap {
  return new Map(
    Object.entries(contents).map(([name, sha256]) => [
      name,
      createJsonObject([['sha256', sha256]]) as { sha256: string },
    ]),
  );
}

/** A link of a step. */
export function linkOf(
  name: string,
  materials: Readonly<Record<string, string>>,
  products: Readonly<Record<string, string>>,
): Link {
  return createLink({ name, materials: artifacts(materials), products: artifacts(products), command: ['do', name] });
}

/** A link, signed, as a piece of evidence. */
export async function signLink(link: Link, by: Signer): Promise<MemoryLink> {
  const metadata = await signMetadata(createMetablock(encodeLink(link)), by);
  return {
    name: `${link.name ?? ''}-${idOf(by)}`,
    step: link.name ?? '',
    keyId: idOf(by),
    bytes: writeMetadata(metadata),
  };
}

/** A layout, signed by its owner. */
export function signLayout(layout: Layout): Promise<Metadata> {
  return signMetadata(createMetablock(encodeLayout(layout)), owner);
}

/** A runner whose command does nothing in a directory with these artifacts. */
export function runnerOver(seen: ArtifactMap): InspectionRunner {
  return { inspect: () => Promise.resolve({ materials: seen, products: seen, exitStatus: 0 }) };
}

/** Verifies. */
export async function evaluate(
  layout: Metadata,
  links: readonly MemoryLink[],
  inspectionRunner?: InspectionRunner,
): Promise<VerificationReport> {
  const evidence = createMemoryEvidence({ links });
  return evaluateLayout(layout, { layoutKeys: keysOf(owner), evidence, backend, now: NOW, inspectionRunner });
}

/** The codes of what failed, in order. */
export function codesOf(report: VerificationReport): readonly string[] {
  return report.ok ? [] : report.failures.map(({ code }) => code);
}
