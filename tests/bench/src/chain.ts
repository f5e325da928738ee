import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type KeyPair, label, type LabelledKey, makeKeyPair } from '@intoto-tests/interop';
import { signMetadata } from '@intoto/crypto';
import { type JsonObject, parseJson } from '@intoto/encoding';
import {
  type ArtifactMap,
  createLink,
  createMetablock,
  type DigestSet,
  encodeLink,
  linkFileName,
  type Metadata,
  writeMetadata,
} from '@intoto/models';

import { programsFor } from './programs.ts';
import type { Contender } from './workload.ts';

/** What a chain's verification reads besides the owner's key. */
export const EVIDENCE = ['root.layout', 'links'] as const;

type Rules = readonly (readonly string[])[];

/** A step of a generated chain. */
export interface GeneratedStep {
  readonly name: string;
  readonly threshold: number;
  readonly materialRules: Rules;
  readonly productRules: Rules;
  readonly materials: ArtifactMap;
  readonly products: ArtifactMap;
}

/** Writes a chain that every implementation can read: a layout, signed under both conventions for key ids, and its links. */
export async function writeChain(folder: string, steps: readonly GeneratedStep[]): Promise<void> {
  const threshold = Math.max(...steps.map((step) => step.threshold));
  const pairs = await Promise.all(Array.from({ length: threshold }, () => makeKeyPair('ed25519')));
  const functionaries = await Promise.all(pairs.map((pair) => label(pair, 'legacy')));
  const owner = await makeKeyPair('rsa');
  writeFileSync(join(folder, 'owner.pub'), owner.publicPem);
  writeFileSync(join(folder, 'root.layout'), writeMetadata(await signLayout(owner, functionaries, steps)));
  const links = join(folder, 'links');
  mkdirSync(links);
  for (const { name, materials, products, threshold: signers } of steps) {
    const link = createMetablock(encodeLink(createLink({ name, materials, products })));
    for (const { object, signer } of functionaries.slice(0, signers)) {
      writeFileSync(join(links, linkFileName(name, object.keyid)), writeMetadata(await signMetadata(link, signer)));
    }
  }
}

/** Every implementation's `verify`, for the chain in a folder. */
export function verifiers(folder: string): readonly Contender[] {
  return [...programsFor('in-toto-verify')].map(([name, program]) => {
    const words =
      name === 'go'
        ? ['-l', 'root.layout', '-k', 'owner.pub', '-d', 'links']
        : ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links'];
    return { name, command: { words: [...program, ...words], cwd: folder } };
  });
}

async function signLayout(
  owner: KeyPair,
  functionaries: readonly LabelledKey[],
  steps: readonly GeneratedStep[],
): Promise<Metadata> {
  const ids = functionaries.map(({ object }) => object.keyid);
  const layout = {
    _type: 'layout',
    readme: '',
    expires: '2999-01-01T00:00:00Z',
    keys: Object.fromEntries(functionaries.map(({ object }) => [object.keyid, object])),
    inspect: [],
    steps: steps.map(({ name, threshold, materialRules, productRules }) => ({
      _type: 'step',
      name,
      threshold,
      pubkeys: ids.slice(0, threshold),
      expected_command: [],
      expected_materials: materialRules,
      expected_products: productRules,
    })),
  };
  let signed: Metadata = createMetablock(parseJson(JSON.stringify(layout)) as JsonObject);
  // Go knows the key by another id than Python.
  for (const form of ['current', 'legacy'] as const)
    signed = await signMetadata(signed, (await label(owner, form)).signer);
  return signed;
}

const digestOf = (index: number): DigestSet => ({ sha256: index.toString(16).padStart(8, '0').repeat(8) });

/** As many artifacts, each with a digest of its own. */
export function createArtifacts(count: number, nameOf: (index: number) => string): ArtifactMap {
  return new Map(Array.from({ length: count }, (_, index) => [nameOf(index), digestOf(index)] as const));
}

/** What a first step has before it. */
export const NO_ARTIFACTS: ArtifactMap = createArtifacts(0, String);
/** Nothing else. */
export const CLOSED = ['DISALLOW', '*'];
