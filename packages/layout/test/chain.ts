import { webcryptoBackend as backend } from '@intoto-tests/support';
import { artifacts, idOf, keysOf, NOW, owner } from '@intoto-tests/support/supply-chain';
import { type Signer, signMetadata } from '@intoto/crypto';
import {
  type ArtifactMap,
  createLink,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Layout,
  type Link,
  type Metadata,
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
export { artifacts, bob, carl, dan, EXPIRES, idOf, keysOf, NOW, owner } from '@intoto-tests/support/supply-chain';

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
