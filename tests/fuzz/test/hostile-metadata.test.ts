import { authenticate, keyMaterialId, signedBytes } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';
import {
  encodeLayout,
  encodeLink,
  IN_TOTO_PAYLOAD_TYPE,
  MAX_PROBLEMS,
  type ModelError,
  parseLayout,
  parseLink,
  parseMetadata,
  parsePayload,
  parsePublicKey,
  readPayload,
  writeMetadata,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { alice, idOf } from '../src/people.ts';
import { watchPrototypes } from '../src/prototypes.ts';
import {
  layoutPayload,
  linkPayload,
  SAMPLE_GPG_KEY,
  SAMPLE_LAYOUT,
  SAMPLE_LINK,
  stepJson,
} from '../src/sample-metadata.ts';
import { attempt } from '../src/violation.ts';
import { codeOf, codeOfAsync, PROTOTYPE_NAMES } from './outcome.ts';
import { large } from './scale.ts';

const VERY_MANY = large(100_000);

function repeat<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** An object whose members have the names of prototypes, as a parser would give it. */
function withPrototypeNames(value: JsonValue): JsonObject {
  return createJsonObject(PROTOTYPE_NAMES.map((name) => [name, value] as const));
}

/** Metadata as text, unsigned. */
function metablock(payload: JsonValue, signatures: readonly JsonValue[] = []): string {
  return JSON.stringify({ signatures, signed: payload });
}

function envelope(payload: JsonValue, signatures: readonly JsonValue[] = []): string {
  const base64 = Buffer.from(JSON.stringify(payload)).toString('base64');
  return JSON.stringify({ payload: base64, payloadType: IN_TOTO_PAYLOAD_TYPE, signatures });
}

describe('names of prototypes in metadata', () => {
  it('are names of artifacts, environments and members like any other', () => {
    const checkPrototypes = watchPrototypes();
    const names = withPrototypeNames({ sha256: 'aa' });
    const tree = { ...linkPayload('x', {}, {}), materials: names, environment: names, extra: names };
    for (const text of [metablock(tree), envelope(tree)]) {
      const link = parseLink(readPayload(parseMetadata(text)));
      expect([...link.materials.keys()]).toEqual(PROTOTYPE_NAMES);
      expect(link.materials.get('__proto__')).toMatchObject({ sha256: 'aa' });
      expect(link.products.get('constructor')).toBe(undefined);
      expect(Object.keys(encodeLink(link)['materials'] as JsonObject)).toEqual(PROTOTYPE_NAMES);
      expect(parseMetadata(writeMetadata(parseMetadata(text)))).toEqual(parseMetadata(text));
    }
    checkPrototypes();
  });

  it('are names of steps, and names that nothing has by itself', () => {
    const checkPrototypes = watchPrototypes();
    const steps = PROTOTYPE_NAMES.map((name) => ({
      ...stepJson(name, { pubkeys: [idOf(alice)] }),
      extra: withPrototypeNames(1),
    }));
    const layout = parseLayout(readPayload(parseMetadata(metablock(layoutPayload(steps)))));
    expect(layout.steps.map(({ name }) => name)).toEqual(PROTOTYPE_NAMES);
    expect(layout.keys.get('constructor')).toBe(undefined);
    expect(parseLayout(encodeLayout(layout))).toEqual(layout);
    checkPrototypes();
  });

  it('are no key ids, no digests and no containers', () => {
    const key = alice.publicKey.json;
    for (const name of PROTOTYPE_NAMES) {
      const named = createJsonObject([[name, key]]);
      expect(codeOf(() => parseLayout({ ...SAMPLE_LAYOUT, keys: named }))).toBe('ERR_MODEL_FORMAT');
      expect(codeOf(() => parseLayout(layoutPayload([stepJson('x', { pubkeys: [name] })])))).toBe('ERR_MODEL_FORMAT');
      expect(codeOf(() => parseMetadata(`{"${name}":{"signed":{},"payload":""}}`))).toBe('ERR_METADATA_FORMAT');
      expect(codeOf(() => parsePayload(createJsonObject([['_type', name]])))).toBe('ERR_MODEL_TYPE');
      expect(codeOf(() => parsePublicKey({ ...key, keytype: name, scheme: name }))).toBe('ERR_MODEL_FORMAT');
      const digests = createJsonObject([[name, 'not hex']]);
      expect(codeOf(() => parseLink({ ...SAMPLE_LINK, materials: { a: digests } }))).toBe('ERR_MODEL_FORMAT');
    }
  });

  it('are no members that an object has by itself', () => {
    // An object made by a caller inherits what the shapes ask for, and must not be believed.
    const inherited = Object.setPrototypeOf(
      { _type: 'link' },
      { materials: { a: {} }, name: 'inherited' },
    ) as JsonObject;
    expect(codeOf(() => parseMetadata('{"__proto__":{"signed":{"_type":"link"},"signatures":[]}}'))).toBe(
      'ERR_METADATA_FORMAT',
    );
    expect(parseLink(parseMetadataPayload('{"_type":"link","__proto__":{"name":"x"}}')).name).toBe(null);
    expect(Object.keys(inherited)).toEqual(['_type']);
  });
});

function parseMetadataPayload(payload: string): JsonObject {
  return readPayload(parseMetadata(`{"signed":${payload}}`));
}

function signature(index: number): JsonObject {
  return { keyid: index.toString(16), sig: 'aaaa' };
}

/** A key with subkeys that have subkeys, and so on. */
function nest(depth: number): JsonObject {
  let key = SAMPLE_GPG_KEY;
  for (let level = 0; level < depth; level++) key = { ...SAMPLE_GPG_KEY, subkeys: { aa: key } };
  return key;
}

describe('metadata out of all proportion', () => {
  it('has as many signatures as are allowed, and no more', () => {
    for (const write of [metablock, envelope]) {
      expect(parseMetadata(write(SAMPLE_LINK, repeat(1000, signature))).signatures).toHaveLength(1000);
      for (const count of [1001, VERY_MANY]) {
        const text = write(SAMPLE_LINK, repeat(count, signature));
        expect(codeOf(() => parseMetadata(text))).toBe('ERR_METADATA_SIGNATURE_LIMIT');
      }
    }
    expect(
      codeOf(() =>
        parseMetadata(
          envelope(
            SAMPLE_LINK,
            repeat(1000, () => signature(1)),
          ),
        ),
      ),
    ).toBe('ERR_METADATA_DUPLICATE_SIGNATURE');
  });

  it('is authenticated with a thousand signatures, of which the first by the key counts', async () => {
    const text = metablock(SAMPLE_LINK, [
      ...repeat(999, () => ({ keyid: idOf(alice), sig: 'zz' })),
      { keyid: idOf(alice), sig: '' },
    ]);
    const options = { keys: [alice.publicKey], threshold: 1, backend, parse: (tree: JsonObject) => tree };
    expect(await authenticate(parseMetadata(text), options)).toMatchObject({ ok: false });
    const keys = repeat(1000, () => alice.publicKey);
    expect(await codeOfAsync(() => authenticate(parseMetadata(text), { ...options, keys, threshold: 1000 }))).toBe(
      'accepted',
    );
  });

  it.each([
    ['very many steps', { steps: repeat(VERY_MANY, (index) => ({ name: String(index) })) }],
    ['very many inspections', { inspect: repeat(VERY_MANY, (index) => ({ name: String(index), run: [] })) }],
    [
      'a step with very many keys',
      { steps: [{ name: 'a', pubkeys: repeat(VERY_MANY, (index) => index.toString(16)) }] },
    ],
    [
      'a step with very many rules',
      { steps: [{ name: 'a', expected_products: repeat(VERY_MANY, () => ['ALLOW', '*']) }] },
    ],
    [
      'a rule of 1,000,000 characters',
      { steps: [{ name: 'a', expected_products: [['ALLOW', '*'.repeat(1_000_000)]] }] },
    ],
    ['a name of 1,000,000 characters', { steps: [{ name: 'a'.repeat(1_000_000) }] }],
    ['very many unknown members', createJsonObject(repeat(VERY_MANY, (index) => [`x${index}`, index] as const))],
  ])('is read: %s', (_what, members) => {
    const layout = parseLayout({ ...SAMPLE_LAYOUT, ...members });
    expect(parseLayout(encodeLayout(layout))).toEqual(layout);
  });

  it.each([
    ['steps of one name', { steps: repeat(VERY_MANY, () => ({ name: 'a' })) }],
    ['steps that are none', { steps: repeat(VERY_MANY, () => 0) }],
    ['rules that are none', { steps: [{ name: 'a', expected_products: repeat(VERY_MANY, () => ['ALLOW']) }] }],
    ['keys that are none', { keys: createJsonObject(repeat(VERY_MANY, (index) => [`x${index}`, null] as const)) }],
  ])('tells of the first hundred of very many problems: %s', (_what, members) => {
    const result = attempt(() => parseLayout({ ...SAMPLE_LAYOUT, ...(members as JsonObject) }));
    expect(result).toMatchObject({ ok: false, code: 'ERR_MODEL_FORMAT' });
    const { problems, details, message } = (result as { error: ModelError }).error;
    expect(problems).toHaveLength(MAX_PROBLEMS);
    expect(Number(details['problemCount'])).toBeGreaterThanOrEqual(VERY_MANY - 1);
    expect(message.length).toBeLessThan(2000);
  });

  it('does not say a name of a million characters a hundred times', () => {
    const digests = createJsonObject(repeat(200, (index) => [`x${index}`, 'not hex'] as const));
    const materials = createJsonObject([['a'.repeat(1_000_000), digests]]);
    const result = attempt(() => parseLink({ ...SAMPLE_LINK, materials }));
    expect(result).toMatchObject({ ok: false, code: 'ERR_MODEL_FORMAT' });
    expect(JSON.stringify((result as { error: ModelError }).error.problems).length).toBeLessThan(4_000_000);
  });

  it('has keys with 90 levels of subkeys, and is refused beyond its depth', () => {
    expect(parsePublicKey(nest(90))).toMatchObject({ form: 'gpg' });
    expect(keyMaterialId(parsePublicKey(nest(90)))).not.toBe('');
    expect(codeOf(() => parsePublicKey(nest(2000)))).toBe('ERR_MODEL_DEPTH');
    expect(codeOf(() => parseLayout({ ...SAMPLE_LAYOUT, keys: { aa: nest(2000) } }))).toBe('ERR_MODEL_DEPTH');
  });

  it.each(['byproducts', 'environment', 'command', 'extra'])(
    'is refused where %s is nested too deep to be signed',
    (member) => {
      let value: JsonValue = 1;
      for (let depth = 0; depth < 5000; depth++) value = [value];
      const deep = { ...SAMPLE_LINK, [member]: member === 'command' ? [value] : { a: value } };
      const code = codeOf(() => signedBytes({ container: 'metablock', signed: deep, signatures: [] }));
      expect(code).toBe('ERR_JSON_DEPTH');
      expect(codeOf(() => parseLink(deep))).toBe(member === 'extra' ? 'accepted' : 'ERR_MODEL_DEPTH');
    },
  );

  it('has no number where an object is expected, also where numbers may have fractions', () => {
    for (const member of ['keys', 'steps', 'inspect', 'readme']) {
      const text = `{"signed":{"_type":"layout","steps":[],"inspect":[],"${member}":1.5}}`;
      expect(codeOf(() => parsePayload(readPayload(parseMetadata(text, { dialect: 'python' }))))).not.toBe('accepted');
    }
    for (const member of ['materials', 'products', 'byproducts', 'environment', 'command']) {
      const text = `{"signed":{"_type":"link","${member}":Infinity}}`;
      expect(codeOf(() => parsePayload(readPayload(parseMetadata(text, { dialect: 'python' }))))).not.toBe('accepted');
    }
  });
});
