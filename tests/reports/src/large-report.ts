import type { Failure, VerificationReport } from '@intoto/verifier';

/** A failed report with that many artifacts, handed from step to step, and one that is not allowed at the end. */
export function createLargeReport(
  artifacts: number,
  item = (step: number) => `step-${String(step)}`,
): VerificationReport {
  const names = Array.from(
    { length: artifacts / 2 },
    (_, index) => `src/module-${String(index % 97)}/file-${String(index)}.c`,
  );
  const failure: Failure = {
    status: 'failed',
    code: 'ERR_RULE_DISALLOW',
    stage: 'step-rules',
    subject: { item: item(1), ruleList: 'expected_materials', ruleNumber: 2, artifact: names.at(-1) },
    message: 'One is forbidden.',
    remedy: 'Look.',
    details: {},
  };
  return {
    reportVersion: 1,
    profile: 'strict',
    at: '2026-06-01T12:00:00Z',
    checks: [
      { status: 'passed', stage: 'threshold', subject: { item: item(0) }, message: 'Signed.', details: {} },
      failure,
    ],
    signatures: [],
    traces: [
      {
        item: item(0),
        ruleList: 'expected_products',
        queue: names,
        rules: [{ number: 1, rule: 'CREATE *', consumed: names, refused: [], nearMisses: [] }],
      },
      {
        item: item(1),
        ruleList: 'expected_materials',
        queue: names,
        rules: [
          {
            number: 1,
            rule: `MATCH * WITH PRODUCTS FROM ${item(0)}`,
            consumed: names.slice(0, -1),
            refused: [],
            nearMisses: [],
          },
          { number: 2, rule: 'DISALLOW *', consumed: [], refused: names.slice(-1), nearMisses: [] },
        ],
      },
    ],
    sublayouts: [],
    ok: false,
    failures: [failure],
  };
}
