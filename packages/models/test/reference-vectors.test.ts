import {
  createJsonObject,
  formatJson,
  InTotoError,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';
import {
  encodeLayout,
  encodeLink,
  formatArtifactRule,
  isLayout,
  parseArtifactRule,
  parseArtifactRuleText,
  parseExpires,
  parseMetadata,
  parsePayload,
  writeMetadata,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { applyChanges, type Change } from './apply-change.ts';
import { failureOf } from './failure-of.ts';
import vectors from './reference-vectors.json' with { type: 'json' };

interface PayloadVector {
  readonly base: string;
  readonly change: readonly Change[];
  /** How the tree that the reference makes of it differs from the one it makes of the base; `null` if it refuses. */
  readonly tree: readonly Change[] | null;
}

/** `undefined` where an in-toto error is thrown. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}

function baseOf(name: string): { source: JsonValue; tree: JsonValue } {
  const base = name === 'layout' ? vectors.bases.layout : vectors.bases.link;
  return { source: parseJson(base.source), tree: parseJson(base.tree) };
}

function reserialize(tree: JsonValue): string {
  const payload = parsePayload(tree as JsonObject);
  return formatJson(
    isLayout(payload)
      ? encodeLayout(payload, { unknownMembers: 'omit' })
      : encodeLink(payload, { unknownMembers: 'omit' }),
    'line',
  );
}

describe('payloads', () => {
  it('accepts what the reference accepts and makes the same tree of it', () => {
    const found = (vectors.payloads as unknown as readonly PayloadVector[]).map(({ base, change }) => ({
      change,
      tree: attempt(() => reserialize(applyChanges(baseOf(base).source, change))),
    }));
    const expected = (vectors.payloads as unknown as readonly PayloadVector[]).map(({ base, change, tree }) => ({
      change,
      tree: tree === null ? undefined : formatJson(applyChanges(baseOf(base).tree, tree), 'line'),
    }));
    expect(found).toEqual(expected);
    expect(expected.filter(({ tree }) => tree !== undefined).length).toBeGreaterThan(100);
  });

  it('refuses a few more, each on purpose', () => {
    const deviations = vectors.deviations as unknown as readonly { base: string; change: Change[]; code: string }[];
    const found = deviations.map(({ base, change }) => ({
      base,
      change,
      code: failureOf(() => reserialize(applyChanges(baseOf(base).source, change))).code,
    }));
    expect(found).toEqual(deviations);
    expect(found.length).toBe(10);
  });

  it('reads back what it has written, unknown members included', () => {
    for (const { base, change, tree } of vectors.payloads as unknown as readonly PayloadVector[]) {
      if (tree === null) continue;
      const payload = parsePayload(applyChanges(baseOf(base).source, change) as JsonObject);
      const kept = isLayout(payload) ? encodeLayout(payload) : encodeLink(payload);
      expect(parsePayload(parseJson(formatJson(kept, 'line')) as JsonObject)).toEqual(payload);
    }
  });
});

it('containers: accepts what the reference accepts and writes the same text', () => {
  const found = vectors.containers.map(({ name, source }) => ({
    name,
    written: attempt(() => {
      const metadata = parseMetadata(source);
      if (metadata.container === 'dsse') return writeMetadata(metadata);
      return writeMetadata({ ...metadata, signed: sortless(parseJson(reserialize(metadata.signed))) });
    }),
  }));
  expect(found).toEqual(vectors.containers.map(({ name, written }) => ({ name, written: written ?? undefined })));
});

function sortless(tree: JsonValue): JsonObject {
  return createJsonObject(Object.entries(tree as JsonObject));
}

it('rules: reads what the reference reads and packs them the same way', () => {
  const found = vectors.rules.map(({ words }) => {
    const rule = attempt(() => parseArtifactRule(words));
    return { words, packed: rule === undefined ? null : formatArtifactRule(rule) };
  });
  expect(found).toEqual(vectors.rules);
});

it('rules as text: splits as a shell does', () => {
  const found = vectors.ruleTexts.map(({ text }) => attempt(() => parseArtifactRuleText(text)));
  const expected = vectors.ruleTexts.map(({ words }) =>
    words === null ? undefined : attempt(() => parseArtifactRule(words)),
  );
  expect(found).toEqual(expected);
  expect(found.filter((rule) => rule !== undefined).length).toBeGreaterThan(10);
});

it('times: accepts what the reference accepts', () => {
  const found = vectors.times.map(([text]) => [text, attempt(() => parseExpires(String(text))) !== undefined]);
  expect(found).toEqual(vectors.times);
});
