import { readFileSync } from 'node:fs';

import { VECTORS } from '@intoto/conformance';
import {
  type ArtifactRule,
  computeKeyId,
  createExcludeFilter,
  createMemoryEvidence,
  encodeBase64,
  encodeCanonicalJson,
  type Envelope,
  evaluateLayout,
  InTotoError,
  linkFileName,
  loadPublicKey,
  nodeBackend,
  parseArtifactRule,
  parseExpires,
  parseJson,
  parseLayout,
  parseMetadata,
  parsePublicKey,
  signedBytes,
  sublayoutDirectoryName,
  unfinishedLinkFileName,
  unsignedLinkFileName,
} from '@intoto/node';
import { matchPattern } from '@intoto/rules';
import { describe, expect, it } from 'vitest';

import { oneStep } from '../src/one-step.ts';
import { SETS } from '../src/sets/index.ts';
import { owner } from '../src/signers.ts';
import { NOW } from '../src/supply-chain.ts';

interface RuleVector {
  readonly words: unknown;
  readonly rule: Readonly<Record<string, string>> | null;
}

interface CanonicalVector {
  readonly json: string;
  readonly canonical: string | null;
}

interface ExcludeVector {
  readonly patterns: readonly string[];
  readonly excluded: readonly string[];
  readonly others: readonly string[];
}

interface ExpiresVector {
  readonly expires: string;
  readonly seconds: number | null;
}

type FileNameVector = Readonly<Record<'step' | 'keyid' | 'link' | 'unfinished' | 'unsigned' | 'sublayout', string>>;

interface PatternVector {
  readonly pattern: string;
  readonly matches: readonly string[];
  readonly others: readonly string[];
}

type KeyIdVector = Readonly<
  Record<'pem' | 'keytype' | 'scheme' | 'public' | 'keyid' | 'legacyPublic' | 'legacyKeyid', string>
>;

interface ParameterVector {
  readonly text: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly result: string | null;
}

type EncodingVector = Readonly<Record<'payloadType' | 'payload' | 'encoded', string>>;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what the file holds is for the caller to know
function read<T>(name: string): readonly T[] {
  const { vectors } = JSON.parse(readFileSync(`${VECTORS}/functions/${name}.json`, 'utf8')) as {
    vectors: readonly T[];
  };
  expect(vectors.length).toBeGreaterThan(5);
  return vectors;
}

/** What a function returns; null where it throws one of our errors. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return null;
  }
}

/** A rule in the words of the vectors. */
function toReference(rule: ArtifactRule): Readonly<Record<string, string>> {
  const ruleType = rule.type.toLowerCase();
  if (rule.type === 'REQUIRE') return { rule_type: ruleType, pattern: rule.name };
  if (rule.type !== 'MATCH') return { rule_type: ruleType, pattern: rule.pattern };
  const { pattern, sourcePrefix, destination, destinationPrefix, step } = rule;
  return {
    rule_type: ruleType,
    pattern,
    source_prefix: sourcePrefix,
    dest_prefix: destinationPrefix,
    dest_type: destination.toLowerCase(),
    dest_name: step,
  };
}

/** What parameters make of a word, as the verifier tells it: it warns of a command that is not the expected one. */
async function substitute(text: string, parameters: ReadonlyMap<string, string>): Promise<unknown> {
  const chain = oneStep({ step: { command: [text] }, link: { command: ['\u0000 another one'] } });
  const links = Object.entries(chain.links ?? {}).map(([name, bytes]) => ({ name, bytes }));
  const report = await evaluateLayout(parseMetadata(chain.layout), {
    layoutKeys: new Map([[owner.keyId, parsePublicKey(parseJson(JSON.stringify(owner.json)))]]),
    evidence: createMemoryEvidence({ links }),
    backend: nodeBackend,
    now: new Date(NOW),
    parameters,
  });
  if (!report.ok) return report.failures.every(({ code }) => code === 'ERR_PARAMETER') ? null : report.failures;
  const warning = report.checks.find(({ status }) => status === 'warning');
  return Array.isArray(warning?.details['expected']) ? warning.details['expected'][0] : undefined;
}

describe('our functions', () => {
  it('read artifact rules', () => {
    for (const { words, rule } of read<RuleVector>('artifact-rules')) {
      const step = { name: 'build', expected_products: [words] };
      const layout = attempt(() =>
        parseLayout(parseJson(JSON.stringify({ _type: 'layout', steps: [step], inspect: [] }))),
      );
      expect([words, layout === null]).toEqual([words, rule === null]);
      const received = layout?.steps[0]?.expectedProducts[0];
      if (received !== undefined) expect(toReference(parseArtifactRule(received))).toEqual(rule);
    }
  });

  it('write canonical JSON', () => {
    for (const { json, canonical } of read<CanonicalVector>('canonical-json')) {
      const found = attempt(() =>
        new TextDecoder().decode(encodeCanonicalJson(parseJson(json, { dialect: 'python' }))),
      );
      expect([json, found]).toEqual([json, canonical]);
    }
  });

  it('exclude paths', () => {
    for (const { patterns, excluded, others } of read<ExcludeVector>('exclude-patterns')) {
      const isExcluded = createExcludeFilter(patterns);
      const paths = [...excluded, ...others];
      expect([patterns, paths.filter(isExcluded)]).toEqual([patterns, excluded]);
    }
  });

  it('read times', () => {
    for (const { expires, seconds } of read<ExpiresVector>('expires')) {
      const found = attempt(() => parseExpires(expires).getTime() / 1000);
      expect([expires, found]).toEqual([expires, seconds]);
    }
  });

  it('name files', () => {
    for (const { step, keyid, link, unfinished, unsigned, sublayout } of read<FileNameVector>('file-names')) {
      expect(linkFileName(step, keyid)).toBe(link);
      expect(unfinishedLinkFileName(step, keyid)).toBe(unfinished);
      expect(unsignedLinkFileName(step)).toBe(unsigned);
      expect(sublayoutDirectoryName(step, keyid)).toBe(sublayout);
    }
  });

  it('match patterns', () => {
    for (const { pattern, matches, others } of read<PatternVector>('fnmatch')) {
      const names = [...matches, ...others];
      expect([pattern, names.filter((name) => matchPattern(pattern, name))]).toEqual([pattern, matches]);
    }
  });

  it('compute key ids', async () => {
    for (const { pem, keytype, scheme, public: text, keyid, legacyPublic, legacyKeyid } of read<KeyIdVector>(
      'key-ids',
    )) {
      const current = await loadPublicKey(pem, { backend: nodeBackend, scheme });
      expect([current.keyType, current.keyVal['public'], current.keyId]).toEqual([keytype, text, keyid]);
      const legacy = await loadPublicKey(pem, { backend: nodeBackend, scheme, keyId: 'legacy' });
      expect([legacy.keyVal['public'], legacy.keyId]).toEqual([legacyPublic, legacyKeyid]);
      const input = { keyType: keytype, scheme, public: legacyPublic };
      expect(await computeKeyId(input, 'legacy', nodeBackend)).toBe(legacyKeyid);
    }
  });

  it('encode what is signed', () => {
    for (const { payloadType, payload, encoded } of read<EncodingVector>('pre-authentication-encoding')) {
      const content = new TextEncoder().encode(payload);
      const envelope: Envelope = { container: 'dsse', payloadType, payload: content, signatures: [] };
      expect(encodeBase64(signedBytes(envelope))).toBe(encoded);
    }
  });

  it('put parameters in', async () => {
    for (const { text, parameters, result } of read<ParameterVector>('parameters')) {
      expect([text, await substitute(text, new Map(Object.entries(parameters)))]).toEqual([text, result]);
    }
  });

  it('have a test for every set', () => {
    expect(Object.keys(SETS)).toEqual([
      'artifact-rules',
      'canonical-json',
      'exclude-patterns',
      'expires',
      'file-names',
      'fnmatch',
      'key-ids',
      'parameters',
      'pre-authentication-encoding',
    ]);
  });
});
