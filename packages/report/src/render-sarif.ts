import {
  type AnyReport,
  type Check,
  FAILURE_CODES,
  type FailureCode,
  type PartialScope,
  WARNING_CODES,
  type WarningCode,
} from '@intoto/verifier';

import type { CheckStory } from './check-story.ts';
import { finishText, printName } from './escape.ts';
import type { Field } from './field.ts';
import { createKeyPrinter } from './key-text.ts';
import { scopeOf, tellPartial } from './partial-scope.ts';
import { escapeJson } from './render-json.ts';
import { tellFailures } from './told-failures.ts';
import { tellWarnings } from './told-warnings.ts';
import { verdictOf } from './verdict.ts';
import { FAILURE_TITLES, WARNING_TITLES } from './wording.ts';

/** How {@link renderSarif} writes. */
export interface RenderSarifOptions {
  /** Names of the keys' owners by key id, shown beside the shortened id. Not verified by anybody. */
  readonly keyNames?: ReadonlyMap<string, string> | undefined;
  /**
   * The layout's path from the root of the repository. Findings that are about no other file are shown there.
   * @defaultValue `'root.layout'`
   */
  readonly layoutPath?: string | undefined;
}

type Code = FailureCode | WarningCode;
type Json = { readonly [name: string]: unknown };

interface Finding {
  readonly story: CheckStory;
  readonly code: Code;
  readonly check: Check;
  readonly path: readonly string[];
  readonly level: 'error' | 'warning';
}

function ruleOf(code: Code): Json {
  const failed = Object.hasOwn(FAILURE_CODES, code);
  const title = failed ? FAILURE_TITLES[code as FailureCode] : WARNING_TITLES[code as WarningCode];
  const meaning = failed ? FAILURE_CODES[code as FailureCode] : WARNING_CODES[code as WarningCode];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    defaultConfiguration: { level: failed ? 'error' : 'warning' },
    properties: { tags: ['security', 'supply-chain'] },
  };
}

/** A relative reference (RFC 3986): whatever the path holds, it names no scheme and no host. */
function toUri(path: string): string {
  const parts = path.replace(/^\/+/u, '').split('/');
  // A lone surrogate has no encoding; U+FFFD stands for it, as in every well-formed copy of the name.
  return parts.map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\u{FFFD}'))).join('/');
}

/** Without it a narrowed verification that found nothing would look like one that passed. */
const PARTIAL_RULE: Json = {
  id: 'PARTIAL',
  shortDescription: { text: 'not everything was checked' },
  fullDescription: { text: 'Some steps alone were verified: whatever the results, that is no pass.' },
  defaultConfiguration: { level: 'warning' },
  properties: { tags: ['security', 'supply-chain'] },
};

function partialResult(scope: PartialScope, ruleIndex: number, layoutPath: string): Json {
  return {
    ruleId: PARTIAL_RULE['id'],
    ruleIndex,
    level: 'warning',
    message: { text: messageText(finishText(tellPartial(scope))) },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(layoutPath) }, region: { startLine: 1 } } }],
    partialFingerprints: { 'inTotoCheck/v1': JSON.stringify(['PARTIAL', ...scope.steps]) },
  };
}

function locationOf({ check: { subject }, path }: Finding, layoutPath: string): Json {
  const place = [...path, ...(subject.item === undefined ? [] : [subject.item])].map((name) =>
    finishText(printName(name)),
  );
  return {
    physicalLocation: { artifactLocation: { uri: toUri(subject.location ?? layoutPath) }, region: { startLine: 1 } },
    ...(place.length === 0
      ? {}
      : { logicalLocations: [{ name: place.at(-1), fullyQualifiedName: place.join(' > '), kind: 'module' }] }),
  };
}

/** In a message `[text](target)` would be a link. */
function messageText(text: string): string {
  return text.replaceAll('](', '] (');
}

/** Labels in front of their texts, as in the text for people; a line for each. */
function fieldText(fields: readonly Field[]): string {
  return fields.map(({ label, text }) => (label === '' ? `  ${text}` : `${label}: ${text}`)).join('\n');
}

function resultOf(finding: Finding, codes: readonly Code[], layoutPath: string): Json {
  const { code, check, level, path } = finding;
  const { heading, message, fields } = finding.story;
  const { item = '', ruleList = '', ruleNumber = '', artifact = '', keyId = '' } = check.subject;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level,
    message: { text: messageText(`${heading}\n${message}\n${fieldText(fields)}`) },
    locations: [locationOf(finding, layoutPath)],
    // What stays the same when the same thing is wrong again.
    partialFingerprints: {
      'inTotoCheck/v1': JSON.stringify([code, ...path, item, ruleList, ruleNumber, artifact, keyId]),
    },
    properties: { stage: check.stage, ...(check.status === 'failed' ? { remedy: finishText(check.remedy) } : {}) },
  };
}

/**
 * A report as SARIF 2.1.0, for code scanning: a result for every failure, those in sublayouts too, and for every warning. A
 * passed verification has no error among its results; where some steps alone were verified, a warning `PARTIAL` says what was not.
 *
 * @example
 * ```ts no-run
 * import { renderSarif } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const sarif = renderSarif(report, { layoutPath: 'release/root.layout' });
 * ```
 */
export function renderSarif(report: AnyReport, options: RenderSarifOptions = {}): string {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const failures = tellFailures(report, printKey).map((story): Finding => ({
    story,
    path: story.path,
    check: story.failure,
    code: story.failure.code,
    level: 'error',
  }));
  const warnings = tellWarnings(report, printKey).map(({ story, path, warning }): Finding => ({
    story,
    path,
    check: warning,
    code: warning.code,
    level: 'warning',
  }));
  const findings = [...failures, ...warnings];
  const codes = [...new Set(findings.map(({ code }) => code))];
  const scope = scopeOf(report);
  const layoutPath = options.layoutPath ?? 'root.layout';
  return escapeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'in-toto',
            informationUri: 'https://in-toto.io',
            rules: [...codes.map(ruleOf), ...(scope === undefined ? [] : [PARTIAL_RULE])],
          },
        },
        invocations: [{ executionSuccessful: true }],
        results: [
          ...findings.map((finding) => resultOf(finding, codes, layoutPath)),
          ...(scope === undefined ? [] : [partialResult(scope, codes.length, layoutPath)]),
        ],
        properties: { verdict: verdictOf(report), at: report.at, profile: report.profile },
      },
    ],
  });
}
