import { createExcludeFilter } from '@intoto/artifacts';
import { authenticate, deriveAuthenticated, loadPrivateKey, loadPublicKey, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import {
  createJsonObject,
  encodeCanonicalJson,
  formatJson,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';
import {
  type Authenticated,
  createEnvelope,
  createLink,
  createMetablock,
  encodeLink,
  type Link,
  parseArtifactRuleText,
  parseExpires,
  parseLayout,
  parseLink,
  parseMetadata,
  parsePayload,
  parsePublicKey,
  printArtifactRule,
  readPayload,
  splitWords,
  writeMetadata,
} from '@intoto/models';
import { compilePattern, evaluateRules } from '@intoto/rules';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalText } from '../src/canonical-text.ts';
import { HOSTILE_NAMES } from '../src/hostile-values.ts';
import { alice } from '../src/people.ts';
import { SAMPLE_LINK } from '../src/sample-metadata.ts';
import { codeOf, codeOfAsync } from './outcome.ts';
import { THOROUGH } from './scale.ts';

/** Fewer where a person waits. */
function runs(count: number): number {
  return THOROUGH ? 4 * count : count / 4;
}

/** Text with the names that mean something, and without half surrogate pairs. */
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_NAMES));

const json: fc.Arbitrary<JsonValue> = fc
  .letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      fc.bigInt(),
      text,
      fc.array(tie('value')),
      fc.array(fc.tuple(text, tie('value'))).map((members) => createJsonObject(members)),
    ),
  }))
  .value.map((value) => parseJson(formatJson(value, 'line')));

const artifacts = fc
  .array(
    fc.tuple(
      text,
      fc.dictionary(fc.constantFrom('sha256', 'sha512', 'constructor'), fc.constantFrom('aa', 'AA', 'b0')),
    ),
  )
  .map((members) => createJsonObject(members));

const link: fc.Arbitrary<JsonObject> = fc.record({
  _type: fc.constant('link'),
  name: text,
  materials: artifacts,
  products: artifacts,
  command: fc.array(json),
  byproducts: fc.dictionary(text, json).map((members) => createJsonObject(Object.entries(members))),
  environment: fc.constant({}),
});

const container = fc.constantFrom(createMetablock, createEnvelope);

describe('properties', () => {
  it('bytes of any kind are read, or refused by a documented code', async () => {
    const readers: readonly ((bytes: Uint8Array, latin1: string) => unknown)[] = [
      (bytes) => parseMetadata(bytes),
      (bytes) => parseMetadata(bytes, { dialect: 'python' }),
      (_bytes, latin1) => splitWords(latin1),
      (_bytes, latin1) => parseArtifactRuleText(latin1),
      (_bytes, latin1) => parseExpires(latin1),
      (_bytes, latin1) => compilePattern(latin1)(latin1),
      (_bytes, latin1) => createExcludeFilter([latin1])(latin1),
    ];
    const property = fc.asyncProperty(fc.uint8Array({ size: 'medium' }), async (bytes) => {
      const latin1 = Buffer.from(bytes).toString('latin1');
      for (const read of readers) expect(codeOf(() => read(bytes, latin1))).toMatch(/^accepted$|^ERR_/u);
      expect(await codeOfAsync(() => loadPublicKey(bytes, { backend }))).toMatch(/^ERR_/u);
      expect(await codeOfAsync(() => loadPrivateKey(bytes, { backend, password: latin1 }))).toMatch(/^ERR_/u);
    });
    await fc.assert(property, { numRuns: runs(300) });
  });

  it('values of any kind are layouts, links and keys, or refused by a documented code', () => {
    fc.assert(
      fc.property(json, json, (value, other) => {
        for (const parse of [parseLayout, parseLink, parsePublicKey])
          expect(codeOf(() => parse(value))).toMatch(/^ERR_|^acc/u);
        const tree = createJsonObject([
          ['_type', 'layout'],
          ['steps', value],
          ['inspect', other],
          ['keys', other],
        ]);
        expect(codeOf(() => parsePayload(tree))).toMatch(/^accepted$|^ERR_MODEL/u);
      }),
      { numRuns: runs(300) },
    );
  });

  it('canonical JSON is what its definition says', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(Buffer.from(encodeCanonicalJson(value)).toString('utf8')).toBe(canonicalText(value));
      }),
      { numRuns: runs(300) },
    );
  });

  it('words that are printed split into the same words', () => {
    fc.assert(
      fc.property(fc.array(text), (words) => {
        expect(splitWords(printArtifactRule(words))).toEqual(words);
      }),
    );
  });

  it('what is signed and written is what is read and verified', async () => {
    const property = fc.asyncProperty(link, container, async (payload, create) => {
      const signed = parseMetadata(writeMetadata(await signMetadata(create(payload), alice)));
      const options = { keys: [alice.publicKey], threshold: 1, backend, parse: parseLink };
      for (const form of ['received', 'reference'] as const) {
        const result = await authenticate(signed, { ...options, form });
        expect(result.ok && encodeCanonicalJson(encodeLink(result.payload))).toEqual(encodeCanonicalJson(payload));
      }
      expect(parseLink(readPayload(signed))).toEqual(parseLink(payload));
    });
    await fc.assert(property, { numRuns: runs(100) });
  });

  it('a file with any one byte changed never verifies as something else', async () => {
    for (const create of [createMetablock, createEnvelope]) {
      const file = Buffer.from(writeMetadata(await signMetadata(create(SAMPLE_LINK), alice)));
      const expected = canonicalText(SAMPLE_LINK);
      const options = {
        keys: [alice.publicKey],
        threshold: 1,
        backend,
        parse: (tree: JsonObject) => canonicalText(tree),
      };
      const property = fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = new Uint8Array(file);
          changed[at] = (changed[at] ?? 0) ^ change;
          await codeOfAsync(async () => {
            const result = await authenticate(parseMetadata(changed, { dialect: 'python' }), options);
            expect(result.ok ? result.payload : expected).toBe(expected);
          });
        },
      );
      await fc.assert(property, { numRuns: runs(400) });
    }
  });

  it('rules of any words, on artifacts of any names, come to a verdict', () => {
    const words = fc.array(
      fc.oneof(text, fc.constantFrom('MATCH', 'ALLOW', 'DISALLOW', 'WITH', 'IN', 'FROM', 'PRODUCTS')),
    );
    fc.assert(
      fc.property(fc.array(words), link, (rules, payload) => {
        const item = deriveAuthenticated(createLink({ name: '' }) as Authenticated<Link>, parseLink(payload));
        const links = new Map([['IN', item]]);
        const result = evaluateRules({ item, rules, list: 'expected_products', links });
        expect(result.ok || result.decisions.at(-1)?.outcome === 'failed').toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});
