import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';
import { createLayout, createStep, type Layout, parsePublicKey, type PublicKey } from '@intoto/models';

export const EXPIRES = '2030-05-06T07:08:09Z';

export const ED25519_KEY: JsonObject = {
  keyid: 'c6d8bf2e',
  keytype: 'ed25519',
  scheme: 'ed25519',
  keyval: { public: 'ab'.repeat(32) },
};

export const GPG_KEY: JsonObject = {
  keyid: '7b3abb26b97b655ab9296bd15b0bd02e1c768c43',
  type: 'rsa',
  method: 'pgp+rsa-pkcsv1.5',
  hashes: ['pgp+SHA2'],
  keyval: { private: '', public: { e: '010001', n: 'da59' } },
  subkeys: {
    c5a0abe6ec19d0d65f85e2c39be9df5131d924e9: {
      type: 'rsa',
      method: 'pgp+rsa-pkcsv1.5',
      hashes: ['pgp+SHA2'],
      keyval: {},
    },
  },
};

export const LAYOUT: JsonObject = {
  _type: 'layout',
  expires: EXPIRES,
  readme: 'What the steps are for.',
  keys: { c6d8bf2e: ED25519_KEY },
  steps: [
    {
      _type: 'step',
      name: 'write',
      expected_command: ['vi', 'foo.py'],
      expected_materials: [],
      expected_products: [['CREATE', 'foo.py']],
      pubkeys: ['c6d8bf2e'],
      threshold: 1,
    },
  ],
  inspect: [
    {
      _type: 'inspection',
      name: 'untar',
      run: ['tar', 'xf', 'foo.tar.gz'],
      expected_materials: [['MATCH', 'foo.py', 'WITH', 'PRODUCTS', 'FROM', 'write']],
      expected_products: [],
    },
  ],
};

export const LINK: JsonObject = {
  _type: 'link',
  name: 'write',
  materials: {},
  products: { 'foo.py': { sha256: 'AB12' } },
  command: ['vi', 'foo.py'],
  byproducts: { 'return-value': 0 },
  environment: {},
};

/** `object` with some members replaced, or removed where the value is `undefined`. */
export function change(object: JsonObject, members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return createJsonObject(
    Object.entries({ ...object, ...members }).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

/** The layout with its only step changed. */
export function changeStep(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return change(LAYOUT, { steps: [change((LAYOUT['steps'] as readonly JsonObject[])[0] as JsonObject, members)] });
}

export function sampleKey(): PublicKey {
  return parsePublicKey(ED25519_KEY);
}

export function sampleLayout(): Layout {
  return createLayout({ expires: EXPIRES, keys: [sampleKey()], steps: [createStep({ name: 'write' })] });
}
