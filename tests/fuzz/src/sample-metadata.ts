import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import { alice, bob, dana, idOf } from './people.ts';

/** Digests of made-up content. */
export const SOURCE = { sha256: 'aa11' };
export const PACKAGE = { sha256: 'bb22', sha512: 'CC33' };

const EXPIRES = '2030-01-01T00:00:00Z';

/** Keys as a layout lists them. */
export const LAYOUT_KEYS: JsonObject = createJsonObject(
  [alice, bob, dana].map((signer) => [idOf(signer), signer.publicKey.json]),
);

/** A link's payload. */
export function linkPayload(
  name: string,
  materials: Readonly<Record<string, JsonValue>>,
  products: Readonly<Record<string, JsonValue>>,
): JsonObject {
  return {
    _type: 'link',
    name,
    materials: { ...materials },
    products: { ...products },
    command: ['make', name],
    byproducts: { 'return-value': 0, stdout: '', stderr: '' },
    environment: { workdir: '/src' },
  };
}

/** What a step says besides its name. */
interface StepParts {
  readonly pubkeys: readonly string[];
  readonly threshold?: number;
  readonly materials?: readonly (readonly string[])[];
  readonly products?: readonly (readonly string[])[];
}

/** A step as JSON. */
export function stepJson(
  name: string,
  { pubkeys, threshold = 1, materials = [], products = [] }: StepParts,
): JsonObject {
  return {
    _type: 'step',
    name,
    expected_command: ['make', name],
    expected_materials: materials,
    expected_products: products,
    pubkeys,
    threshold,
  };
}

/** A layout's payload. */
export function layoutPayload(steps: readonly JsonObject[], inspect: readonly JsonObject[] = []): JsonObject {
  return { _type: 'layout', expires: EXPIRES, readme: 'A made-up project.', keys: LAYOUT_KEYS, steps, inspect };
}

/** A layout with every kind of rule. */
export const SAMPLE_LAYOUT: JsonObject = layoutPayload(
  [
    stepJson('write', {
      pubkeys: [idOf(alice)],
      materials: [['DISALLOW', '*']],
      products: [
        ['CREATE', 'src/*.c'],
        ['DISALLOW', '*'],
      ],
    }),
    stepJson('build', {
      pubkeys: [idOf(bob), idOf(dana)],
      materials: [
        ['REQUIRE', 'src/a.c'],
        ['MATCH', '*', 'IN', 'src', 'WITH', 'PRODUCTS', 'IN', 'src', 'FROM', 'write'],
        ['DISALLOW', '*'],
      ],
      products: [
        ['MODIFY', 'log'],
        ['DELETE', 'tmp/*'],
        ['CREATE', 'out.tgz'],
        ['ALLOW', 'src/[!x]*'],
        ['DISALLOW', '*'],
      ],
    }),
  ],
  [
    {
      _type: 'inspection',
      name: 'unpack',
      run: ['true'],
      expected_materials: [['MATCH', 'out.tgz', 'WITH', 'PRODUCTS', 'FROM', 'build']],
      expected_products: [['ALLOW', '*']],
    },
  ],
);

/** A link. */
export const SAMPLE_LINK: JsonObject = linkPayload(
  'build',
  { 'src/a.c': SOURCE },
  { 'src/a.c': SOURCE, 'out.tgz': PACKAGE },
);

/** The id of {@link SAMPLE_GPG_KEY}. */
export const GPG_KEY_ID = '8465a1e2e0fb2b40adb2478e18fb3f537e0c8a17';

/** A key in the form of in-toto's GPG support, with a subkey. */
export const SAMPLE_GPG_KEY: JsonObject = {
  type: 'rsa',
  method: 'pgp+rsa-pkcsv1.5',
  hashes: ['pgp+SHA2'],
  keyid: GPG_KEY_ID,
  creation_time: 1519661780,
  keyval: { private: '', public: { e: '010001', n: 'c0ffee' } },
  subkeys: {
    c5a0abe6ec19d0d65f85e2c39be9df5131d924e9: {
      type: 'rsa',
      method: 'pgp+rsa-pkcsv1.5',
      hashes: ['pgp+SHA2'],
      keyid: 'c5a0abe6ec19d0d65f85e2c39be9df5131d924e9',
      keyval: { private: '', public: { e: '010001', n: 'decade' } },
    },
  },
};
