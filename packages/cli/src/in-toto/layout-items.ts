import {
  addPublicKey,
  createInspection,
  createStep,
  formatArtifactRule,
  type Inspection,
  parseArtifactRuleText,
  type PublicKey,
  readPublicKey,
  splitWords,
  type Step,
} from '@intoto/node';

import { UsageError } from '../usage-error.ts';
import { type LayoutCertificates, readConstraints } from './layout-certificates.ts';
import type { Draft } from './layout-parts.ts';

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

function readCommand(draft: Draft, option: string): readonly string[] {
  const text = draft.parts.get(option)?.[0] ?? '';
  try {
    return splitWords(text);
  } catch (cause) {
    throw new UsageError(`"${draft.name}" --${option}: ${reasonOf(cause)}`);
  }
}

function readRules(draft: Draft, option: string): readonly (readonly string[])[] {
  return (draft.parts.get(option) ?? []).map((text) => {
    try {
      return formatArtifactRule(parseArtifactRuleText(text));
    } catch (cause) {
      const hint = text.includes(' ') ? '' : ' Put the whole rule in quotes.';
      throw new UsageError(`"${draft.name}" --${option} '${text}': ${reasonOf(cause)}${hint}`);
    }
  });
}

function readThreshold(draft: Draft): number {
  const text = draft.parts.get('threshold')?.[0] ?? '1';
  if (!/^[1-9]\d{0,5}$/u.test(text))
    throw new UsageError(`"${draft.name}" --threshold ${text}: give a whole number from 1.`);
  return Number(text);
}

/** Makes the step and adds its signers' keys to `keys`. */
export async function readStep(
  draft: Draft,
  keys: Map<string, PublicKey>,
  certificates: LayoutCertificates,
): Promise<Step> {
  const signers = await Promise.all((draft.parts.get('signers') ?? []).map((path) => readPublicKey(path)));
  const threshold = readThreshold(draft);
  const certConstraints = readConstraints(draft, certificates);
  if (certConstraints.length === 0 && new Set(signers.map(({ keyId }) => keyId)).size < threshold) {
    throw new UsageError(
      `"${draft.name}" has fewer --signers than its threshold of ${threshold}: nobody could ever satisfy it.`,
    );
  }
  for (const key of signers) addPublicKey(keys, key);
  return createStep({
    name: draft.name,
    pubkeys: signers.map(({ keyId }) => keyId),
    certConstraints,
    threshold,
    expectedCommand: readCommand(draft, 'expect-command'),
    expectedMaterials: readRules(draft, 'expect-materials'),
    expectedProducts: readRules(draft, 'expect-products'),
  });
}

/** Makes the inspection. */
export function readInspection(draft: Draft): Inspection {
  const run = readCommand(draft, 'run');
  if (run.length === 0)
    throw new UsageError(`"${draft.name}" needs --run COMMAND: an inspection without a command cannot pass.`);
  return createInspection({
    name: draft.name,
    run,
    expectedMaterials: readRules(draft, 'expect-materials'),
    expectedProducts: readRules(draft, 'expect-products'),
  });
}
