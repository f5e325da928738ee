import { quoteText } from '@intoto/encoding';
import { findCertificateProblems, type Layout, type Metadata } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import { toReportThreshold } from './report-value.ts';
import { findUnsignedDifferences } from './signed-projection.ts';
import { isHexKeyId, listSubkeyIds } from './verification-key.ts';
import { quoteSome, shortKeyId } from './wording.ts';

/**
 * What `strict` asks of a layout beyond its format: the members the specification knows and no others, keys under their
 * own ids, thresholds of at least 1, and names and subkey ids that are safe to be part of a file name.
 * @returns the steps whose names are not safe: no evidence is looked for under them.
 */
export function checkLayoutContent(evaluation: Evaluation, metadata: Metadata, layout: Layout): ReadonlySet<string> {
  const { checks, profile } = evaluation;
  if (profile === 'reference') return new Set();
  const failures = checks.failures.length;
  checkMembers(evaluation, metadata, layout);
  checkCertificateMembers(evaluation, layout);
  checkKeyIds(evaluation, layout);
  checkSubkeyIds(evaluation, layout);
  checkThresholdValues(evaluation, layout);
  const unsafe = checkNames(evaluation, layout);
  if (checks.failures.length === failures) {
    checks.passed('layout-format', {}, 'The layout is one, and says nothing that could be read in two ways.');
  }
  return unsafe;
}

function checkMembers({ checks }: Evaluation, metadata: Metadata, layout: Layout): void {
  const differences = findUnsignedDifferences(metadata, layout);
  if (differences.length === 0) return;
  checks.failed('layout-format', {
    code: 'ERR_LAYOUT_UNKNOWN_MEMBER',
    message: `The layout differs from what in-toto signs in ${quoteSome(differences)}.`,
    remedy:
      'Have the layout signed again with exactly the members of the specification, or as a DSSE envelope; ' +
      'other verifiers refuse its signature, or do not see these members.',
    details: bounded('members', differences),
  });
}

/** A malformed member reads like an absent one, and must not be taken for one. */
function checkCertificateMembers({ checks }: Evaluation, layout: Layout): void {
  const problems = findCertificateProblems(layout);
  const [first] = problems;
  if (first === undefined) return;
  checks.failed('layout-format', {
    code: 'ERR_LAYOUT_FORMAT',
    message: `What the layout says about certificates cannot be read: ${first.path} ${first.message}.`,
    remedy: 'Have the layout corrected and signed again.',
    details: bounded(
      'problems',
      problems.map(({ path, message }) => ({ path, message })),
    ),
  });
}

function checkKeyIds({ checks }: Evaluation, { keys, rootCas, intermediateCas }: Layout): void {
  for (const [name, { json }] of [...rootCas, ...intermediateCas]) {
    const { keyid: own } = json;
    if (own === undefined || own === name) continue;
    const ownKeyId = typeof own === 'string' ? own : '';
    checks.failed('layout-format', {
      code: 'ERR_LAYOUT_KEY_ID',
      subject: { keyId: name },
      message: `The layout lists a certificate as ${shortKeyId(name)} that says its id is ${quoteText(ownKeyId)}.`,
      remedy: 'Have the layout signed again with every certificate under its own id.',
      details: { ownKeyId },
    });
  }
  for (const [keyId, key] of keys) {
    if (keyId === key.keyId) continue;
    checks.failed('layout-format', {
      code: 'ERR_LAYOUT_KEY_ID',
      subject: { keyId },
      message: `The layout lists a key as ${shortKeyId(keyId)} that says its id is ${quoteText(key.keyId)}.`,
      remedy: 'Have the layout signed again with every key under its own id.',
      details: { ownKeyId: key.keyId },
    });
  }
}

/** The reference names files after subkeys whatever they are called; links are looked for under hexadecimal ids only. */
function checkSubkeyIds({ checks }: Evaluation, { keys }: Layout): void {
  for (const [keyId, key] of keys) {
    const refused = listSubkeyIds(key).filter((subkeyId) => !isHexKeyId(subkeyId));
    if (refused.length === 0) continue;
    checks.failed('layout-format', {
      code: 'ERR_LAYOUT_NAME',
      subject: { keyId },
      message: `The key ${shortKeyId(keyId)} in the layout has subkeys whose ids are not hexadecimal: ${quoteSome(refused)}. Files elsewhere could be read.`,
      remedy: 'Have the layout signed again with subkeys under their own ids.',
      details: bounded('subkeyIds', refused),
    });
  }
}

function checkThresholdValues({ checks }: Evaluation, { steps }: Layout): void {
  for (const step of steps) {
    if (step.threshold >= 1) continue;
    const { name } = step;
    const threshold = toReportThreshold(step);
    checks.failed('layout-format', {
      code: 'ERR_LAYOUT_THRESHOLD',
      subject: { item: name },
      message: `The threshold of step ${quoteText(name)} is ${String(threshold)}: nobody would have to sign.`,
      remedy: 'Have the layout signed again with a threshold of at least 1.',
      details: { threshold },
    });
  }
}

function checkNames({ checks }: Evaluation, { steps, inspections }: Layout): ReadonlySet<string> {
  const unsafe = new Set<string>();
  for (const { name, type } of [...steps, ...inspections]) {
    if (isSafeName(name)) continue;
    if (type === 'step') unsafe.add(name);
    checks.failed('layout-format', {
      code: 'ERR_LAYOUT_NAME',
      subject: { item: name },
      message: `The name ${quoteText(name)} of a ${type} cannot be part of a file name: files elsewhere could be read or written.`,
      remedy: `Have the layout signed again with a name for the ${type} that is not empty and has no path separators.`,
    });
  }
  return unsafe;
}

function isSafeName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- NUL ends a file name
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000]/.test(name);
}
