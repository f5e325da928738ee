import { FAILURE_CODES, renderJson, renderText, type VerificationReport } from '@intoto/node';

import { demand } from '../violation.ts';

const CODES: ReadonlySet<string> = new Set(Object.keys(FAILURE_CODES));

/** What must hold for every report, whatever was verified. */
export function checkReport(report: VerificationReport): void {
  checkVerdict(report);
  checkJson(report, 'report');
  const json = renderJson(report);
  demand(JSON.stringify(JSON.parse(json)) === JSON.stringify(report), 'a report loses something as JSON');
  // oxlint-disable-next-line no-control-regex -- they are what is sought
  demand(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u.test(json), 'a report as JSON has control characters');
  const text = renderText(report);
  demand(!/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), 'a report as text has control characters');
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  demand(report.ok ? last === 'PASSED' : last.startsWith('FAILED: '), 'the last line does not say the verdict');
}

function checkVerdict(report: VerificationReport): void {
  const failed = report.checks.filter(({ status }) => status === 'failed');
  if (report.ok) {
    demand(failed.length === 0, 'a report passes with failed checks');
    demand(
      report.sublayouts.every((sublayout) => sublayout.report.ok),
      'a report passes with a sublayout that fails',
    );
    demand(report.signatures.length > 0, 'a report passes without a signature');
  } else {
    demand(failed.length > 0 && failed.length === report.failures.length, 'the failures are not the failed checks');
    demand(
      report.failures.every(({ code, message, remedy }) => CODES.has(code) && message !== '' && remedy !== ''),
      'a failure has no code, message or remedy',
    );
  }
  for (const sublayout of report.sublayouts) checkVerdict(sublayout.report);
}

/** A report holds JSON and nothing else: what `JSON.stringify` would change or drop must not be in it. */
function checkJson(value: unknown, path: string): void {
  if (typeof value === 'number') return demand(Number.isFinite(value), `${path} is ${value}`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  demand(typeof value === 'object', `${path} is of type ${typeof value}`);
  const prototype: unknown = Object.getPrototypeOf(value);
  demand(
    prototype === null || prototype === Object.prototype || Array.isArray(value),
    `${path} is an instance of a class`,
  );
  for (const [name, member] of Object.entries(value)) if (member !== undefined) checkJson(member, `${path}.${name}`);
}
