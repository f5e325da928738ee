import { parseReport, renderJson, renderReport, REPORT_FORMATS, type ReportValue, verdictOf } from '@intoto/node';

import {
  FAILED_PARTIAL_REPORT,
  FAILED_REPORTS,
  PARTIAL_REPORT,
  PASSED_REPORT,
} from '../../../../packages/report/test/fixtures.ts';
import { HOSTILE_NAMES } from '../hostile-values.ts';
import { printNode, readNode } from '../mutation/json-node.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import type { Random } from '../random.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, demand } from '../violation.ts';

const REPORTS = [...Object.values(FAILED_REPORTS), PASSED_REPORT, PARTIAL_REPORT, FAILED_PARTIAL_REPORT];
const SAMPLES = REPORTS.map((report) => renderJson(report));
const NODES = SAMPLES.map(readNode);

/** What a terminal obeys, or nobody sees. Line breaks are ours. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Saved reports, and every format that they are shown in. */
export const reportsTarget: Target = {
  name: 'reports',
  weight: 1,
  shortCount: 1000,
  generate: (random) => {
    if (random.chance(0.3)) return caseOf(Buffer.from(printNode(mutateJson(random.pick(NODES), random))));
    const report = JSON.parse(random.pick(SAMPLES)) as ReportValue;
    return caseOf(Buffer.from(JSON.stringify(withFailures(replaceTexts(report, random)))));
  },
  check: (subject) => {
    const read = attempt(() => parseReport(inputOf(subject)));
    if (!read.ok) return read.code;
    demand(
      renderJson(parseReport(renderJson(read.value))) === renderJson(read.value),
      'what is written reads differently',
    );
    for (const format of REPORT_FORMATS) {
      demand(!UNSAFE.test(renderReport(read.value, format)), `${format} lets through what a terminal obeys`);
    }
    demand(!read.value.ok || !('partial' in read.value), 'some steps alone pass');
    return verdictOf(read.value).toLowerCase();
  },
};

/** Puts hostile texts in the place of some; what must be one of a few words is spared by chance. */
function replaceTexts(value: ReportValue, random: Random): ReportValue {
  if (typeof value === 'string') return random.chance(0.03) ? random.pick(HOSTILE_NAMES) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly ReportValue[]).map((item) => replaceTexts(item, random));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaceTexts(member, random)]));
}

/** Makes the failures those of the checks again, or else no such report would be read. */
function withFailures(value: ReportValue): ReportValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly ReportValue[]).map(withFailures);
  const members: Record<string, ReportValue> = {};
  for (const [name, member] of Object.entries(value)) members[name] = withFailures(member);
  const { checks, failures } = members;
  if (!Array.isArray(checks) || failures === undefined) return members;
  return { ...members, failures: (checks as readonly ReportValue[]).filter(isFailed) };
}

function isFailed(check: ReportValue): boolean {
  return typeof check === 'object' && check !== null && 'status' in check && check['status'] === 'failed';
}
