import { webcryptoBackend as backend } from '@intoto-tests/support';
import { artifacts, bob, carl, dan, EXPIRES, idOf, keysOf, NOW, owner } from '@intoto-tests/support/supply-chain';
import { type MetadataSigner, signMetadata } from '@intoto/crypto';
import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';
import {
  createEnvelope,
  createInspection,
  createLayout,
  createLink,
  createMetablock,
  createStep,
  encodeLayout,
  encodeLink,
  type Inspection,
  type InspectionOptions,
  linkFileName,
  type Metadata,
  type PublicKey,
  type Step,
  type StepOptions,
  writeMetadata,
} from '@intoto/models';
import {
  createMemoryEvidence,
  evaluateLayout,
  type InspectionRunner,
  type MemoryLink,
  type Profile,
  type VerificationReport,
  type VerifyLayoutOptions,
} from '@intoto/verifier';

export { bob, carl, createSignerOf, dan, EXPIRES, idOf, keysOf, NOW, owner } from '@intoto-tests/support/supply-chain';

/** The containers that metadata can be signed in. */
export type Container = 'metablock' | 'dsse';

export const PROFILES: readonly Profile[] = ['strict', 'reference'];

/** A tree with some members replaced, or left out where the value is `undefined`. */
export function withMembers(tree: JsonObject, members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const merged = Object.entries({ ...tree, ...members });
  return createJsonObject(merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** Signs a tree as it stands. */
export async function sign(
  tree: JsonObject,
  signers: readonly MetadataSigner[],
  container: Container = 'metablock',
): Promise<Metadata> {
  let metadata: Metadata = container === 'dsse' ? createEnvelope(tree) : createMetablock(tree);
  for (const signer of signers) metadata = await signMetadata(metadata, signer);
  return metadata;
}

export interface LinkSpec {
  readonly step: string;
  readonly by: MetadataSigner;
  /** The key id in the file's name. @defaultValue that of `by` */
  readonly keyId?: string;
  /** Name in the link. @defaultValue `step` */
  readonly name?: string | null;
  readonly materials?: Readonly<Record<string, string>>;
  readonly products?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly container?: Container;
  /** Members of the link replaced before signing. */
  readonly members?: Readonly<Record<string, JsonValue | undefined>>;
  /** Directory in front of the file's name. */
  readonly directory?: string;
  readonly tamper?: (text: string) => string;
}

/** A link as a file, signed. */
export async function linkFile(spec: LinkSpec): Promise<MemoryLink> {
  const { step, by, name = step, materials = {}, products = {}, command = [], container, members = {} } = spec;
  const link = createLink({ name, materials: artifacts(materials), products: artifacts(products), command });
  const metadata = await sign(withMembers(encodeLink(link), members), [by], container);
  const text = writeMetadata(metadata);
  return {
    name: `${spec.directory ?? ''}${linkFileName(step, spec.keyId ?? idOf(by))}`,
    bytes: spec.tamper?.(text) ?? text,
  };
}

export interface LayoutSpec {
  readonly steps?: readonly StepOptions[];
  readonly inspections?: readonly InspectionOptions[];
  readonly keys?: ReadonlyMap<string, PublicKey>;
  readonly expires?: string | undefined;
  readonly by?: readonly MetadataSigner[];
  readonly container?: Container;
  /** Members of the layout replaced before signing. */
  readonly members?: Readonly<Record<string, JsonValue | undefined>>;
}

/** A layout as JSON. */
export function layoutTree(spec: LayoutSpec): JsonObject {
  const steps = (spec.steps ?? []).map((step): Step => createStep(step));
  const inspections = (spec.inspections ?? []).map((inspection): Inspection => createInspection(inspection));
  const keys = spec.keys ?? keysOf(bob, carl, dan);
  const expires = 'expires' in spec ? spec.expires : EXPIRES;
  const tree = encodeLayout(createLayout({ steps, inspections, keys, expires }));
  return withMembers(tree, spec.members ?? {});
}

/** A layout, signed. */
export async function layout(spec: LayoutSpec): Promise<Metadata> {
  return sign(layoutTree(spec), spec.by ?? [owner], spec.container);
}

/** Verifies, with everything but the subject at its ordinary value. */
export async function evaluate(
  subject: Metadata,
  links: Iterable<MemoryLink>,
  options: Partial<VerifyLayoutOptions> = {},
): Promise<VerificationReport> {
  const evidence = createMemoryEvidence({ links });
  return evaluateLayout(subject, { layoutKeys: keysOf(owner), evidence, backend, now: NOW, ...options });
}

/** The codes of what failed, in order. */
export function codesOf(report: VerificationReport): readonly string[] {
  return report.ok ? [] : report.failures.map(({ code }) => code);
}

/** A runner whose command does nothing in a directory with these artifacts. */
export function runnerOver(
  contents: Readonly<Record<string, string>>,
  exitStatus: number | undefined = 0,
): InspectionRunner {
  const seen = artifacts(contents);
  return { inspect: () => Promise.resolve({ materials: seen, products: seen, exitStatus }) };
}

/** The supply chain of in-toto's demo: bob writes `foo.py`, carl packages it, the client unpacks. */
export const DEMO: Required<Pick<LayoutSpec, 'steps' | 'inspections'>> = {
  steps: [
    {
      name: 'write-code',
      pubkeys: [idOf(bob)],
      expectedCommand: ['vi', 'foo.py'],
      expectedProducts: [
        ['CREATE', 'foo.py'],
        ['DISALLOW', '*'],
      ],
    },
    {
      name: 'package',
      pubkeys: [idOf(carl)],
      expectedCommand: ['tar', 'zcvf', 'foo.tar.gz', 'foo.py'],
      expectedMaterials: [
        ['MATCH', 'foo.py', 'WITH', 'PRODUCTS', 'FROM', 'write-code'],
        ['DISALLOW', '*'],
      ],
      expectedProducts: [
        ['CREATE', 'foo.tar.gz'],
        ['ALLOW', 'foo.py'],
        ['DISALLOW', '*'],
      ],
    },
  ],
  inspections: [
    {
      name: 'untar',
      run: ['tar', 'xfz', 'foo.tar.gz'],
      expectedMaterials: [
        ['MATCH', 'foo.tar.gz', 'WITH', 'PRODUCTS', 'FROM', 'package'],
        ['DISALLOW', '*'],
      ],
      expectedProducts: [
        ['MATCH', 'foo.py', 'WITH', 'PRODUCTS', 'FROM', 'write-code'],
        ['ALLOW', 'foo.tar.gz'],
        ['DISALLOW', '*'],
      ],
    },
  ],
};

export const SOURCE = 'aa11';
export const PACKAGE = 'bb22';

export const WRITE_CODE: LinkSpec = {
  step: 'write-code',
  by: bob,
  products: { 'foo.py': SOURCE },
  command: ['vi', 'foo.py'],
};

export const PACKAGING: LinkSpec = {
  step: 'package',
  by: carl,
  materials: { 'foo.py': SOURCE },
  products: { 'foo.py': SOURCE, 'foo.tar.gz': PACKAGE },
  command: ['tar', 'zcvf', 'foo.tar.gz', 'foo.py'],
};

/** Sees the package before, and what was in it after. */
export const unpacking: InspectionRunner = {
  inspect: () =>
    Promise.resolve({
      materials: artifacts({ 'foo.tar.gz': PACKAGE }),
      products: artifacts({ 'foo.tar.gz': PACKAGE, 'foo.py': SOURCE }),
      exitStatus: 0,
    }),
};

/** The demo's links, some replaced. */
export async function demoLinks(
  changes: { writeCode?: Partial<LinkSpec>; package?: Partial<LinkSpec> } = {},
): Promise<MemoryLink[]> {
  return Promise.all([
    linkFile({ ...WRITE_CODE, ...changes.writeCode }),
    linkFile({ ...PACKAGING, ...changes.package }),
  ]);
}
