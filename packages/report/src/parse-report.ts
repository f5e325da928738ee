import { isJsonObject, type JsonReadOptions, type JsonValue, parseJson } from '@intoto/encoding';
import { type AnyReport, FAILURE_CODES, WARNING_CODES } from '@intoto/verifier';

import { ReportError } from './report-error.ts';
import {
  anything,
  integerFrom,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  refuse,
  type Shape,
  text,
  time,
  variantOf,
} from './shape.ts';
import { STAGE_WORDS } from './wording.ts';

const RULE_LISTS = oneOf(['expected_materials', 'expected_products']);
const texts = listOf(text);
const digests = mapOf(text);
const artifacts = mapOf(digests);
const object = mapOf(anything);

const checkBase = {
  stage: oneOf(Object.keys(STAGE_WORDS)),
  subject: objectOf(
    {},
    { item: text, keyId: text, location: text, artifact: text, ruleList: RULE_LISTS, ruleNumber: integerFrom(1) },
  ),
  message: text,
  details: object,
};

const failed = objectOf({
  ...checkBase,
  status: oneOf(['failed']),
  code: oneOf(Object.keys(FAILURE_CODES)),
  remedy: text,
});

const check = variantOf('status', {
  passed: objectOf({ ...checkBase, status: text }),
  skipped: objectOf({ ...checkBase, status: text }),
  warning: objectOf({ ...checkBase, status: text, code: oneOf(Object.keys(WARNING_CODES)) }),
  failed,
});

const certificate = objectOf({
  subject: text,
  root: text,
  dnsNames: texts,
  emails: texts,
  uris: texts,
  notBefore: text,
  notAfter: text,
  validAt: text,
});

const nearMiss = objectOf(
  {
    artifact: text,
    sought: text,
    step: text,
    reason: oneOf(['step-absent', 'path-absent', 'digest-differs']),
    found: digests,
  },
  { expected: digests, sameDigest: texts },
);

const trace = objectOf({
  item: text,
  ruleList: RULE_LISTS,
  queue: texts,
  rules: listOf(
    objectOf(
      { number: integerFrom(1), rule: text, consumed: texts, refused: texts, nearMisses: listOf(nearMiss) },
      { nearMissesTotal: integerFrom(0) },
    ),
  ),
});

const base = {
  reportVersion: integerFrom(1),
  profile: oneOf(['strict', 'reference']),
  at: time,
  checks: listOf(check),
  signatures: listOf(objectOf({ keyId: text }, { item: text, location: text, certificate, keyExpires: time })),
  traces: listOf(trace),
  sublayouts: listOf(objectOf({ step: text, keyId: text, report: checkReport })),
};

const passedReport = objectOf(
  {
    ...base,
    ok: oneOf([true]),
    summary: objectOf({
      name: (value, path) => (value === null ? undefined : text(value, path)),
      materials: artifacts,
      products: artifacts,
      command: listOf(anything),
      byproducts: object,
      environment: object,
    }),
  },
  { expires: text },
);

const failedReport = objectOf({ ...base, ok: oneOf([false]), failures: listOf(failed) }, { expires: text });

const partialReport = objectOf(
  {
    ...base,
    ok: oneOf([false]),
    partial: objectOf({
      steps: texts,
      undecided: texts,
      uncheckedSteps: texts,
      sources: texts,
      uncheckedInspections: texts,
    }),
    failures: listOf(failed),
  },
  { expires: text },
);

/** One report, with its sublayouts', which are verified as a whole or not at all. */
function checkReport(value: JsonValue | undefined, path: string): void {
  refuseOtherVersions(value);
  const partial = path === '' && isJsonObject(value) && Object.hasOwn(value, 'partial');
  const shape: Shape = variantOf('ok', { true: passedReport, false: partial ? partialReport : failedReport });
  shape(value, path);
  // Its shape has just been checked.
  checkVerdict(value as unknown as AnyReport, path);
}

/** A report of another version may have any shape: say so, and not what of its shape is unknown. */
function refuseOtherVersions(value: JsonValue | undefined): void {
  const version = isJsonObject(value) ? value['reportVersion'] : undefined;
  if (typeof version !== 'number' || version === 1) return;
  throw new ReportError(
    `The report has version ${version}; version 1 is known here. Read it with a newer @intoto/report.`,
    {
      code: 'ERR_REPORT_VERSION',
      details: { version },
    },
  );
}

/** The verdict and the list of failures say what the checks say. */
function checkVerdict(report: AnyReport, path: string): void {
  const failures = report.checks.filter(({ status }) => status === 'failed');
  const place = path === '' ? 'failures' : `${path}.failures`;
  if (report.ok) {
    if (failures.length > 0) refuse(path === '' ? 'ok' : `${path}.ok`, 'must be false: it has failed checks');
    return;
  }
  const none = failures.length === 0 && !('partial' in report);
  if (none || JSON.stringify(failures) !== JSON.stringify(report.failures)) {
    refuse(place, 'must be the failed checks, and at least one unless it is partial');
  }
}

/**
 * Reads a saved report, as {@link renderJson} wrote it. The source may be anything: it is read strictly and within limits, and
 * all of its shape is checked. Nothing is verified thereby: a report says what somebody claims to have found.
 *
 * @param source - text, or its UTF-8 bytes; may come from an attacker
 * @param options - limits on size and nesting
 * @throws {@link ReportError}; JsonError and EncodingError as `parseJson` of `@intoto/encoding`
 * @example
 * ```ts no-run
 * import { parseReport, renderText } from '@intoto/report';
 *
 * declare const saved: Uint8Array;
 * const text = renderText(parseReport(saved));
 * ```
 */
export function parseReport(source: string | Uint8Array, options: Omit<JsonReadOptions, 'dialect'> = {}): AnyReport {
  const value = parseJson(source, options);
  checkReport(value, '');
  return value as unknown as AnyReport;
}
