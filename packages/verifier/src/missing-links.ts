import { quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import type { EvidenceSource } from './evidence.ts';
import { explainUnclaimed } from './explain-candidate.ts';
import { type Gathered, toReportFound } from './load-links.ts';
import { adviseOnMissingLinks, summarizeRefusals } from './missing-links-advice.ts';
import { toReportThreshold } from './report-value.ts';
import type { ReportValue } from './report.ts';
import type { LoadedStep, Refusal } from './step-evidence.ts';
import { listFunctionaryKeyIds } from './verification-key.ts';
import { count } from './wording.ts';

/** The failure of a step for which too few links were found. */
export async function describeMissingLinks(
  evaluation: Evaluation,
  layout: Layout,
  source: EvidenceSource,
  { step, keyIds, links, refusals: refused, findUnclaimed, claimed }: Gathered,
): Promise<Problem> {
  const refusals = [...refused, ...(await explainUnclaimed(evaluation, layout, step, findUnclaimed))];
  const required = toReportThreshold(step);
  return {
    code: 'ERR_LINK_NOT_FOUND',
    subject: { item: step.name },
    message:
      `Step ${quoteText(step.name)} needs ${count(required, 'link')} and has ${String(claimed)} ` +
      `in ${source.description}${summarizeRefusals(refusals)}.`,
    remedy: adviseOnMissingLinks(evaluation, step, keyIds, refusals),
    details: {
      required,
      found: claimed,
      ...bounded('keyIds', keyIds),
      ...bounded('candidates', [...toReportFound(links), ...toReportRefusals(refusals)]),
    },
  };
}

/** What was counted for a step. */
interface Counted {
  /** Links that count, as the details of a check carry them. */
  readonly links: readonly ReportValue[];
  readonly refusals: readonly Refusal[];
  /** How many functionaries signed them. */
  readonly functionaries: number;
}

/** The failure of a step that too few functionaries signed. */
export async function describeMissingSigners(
  evaluation: Evaluation,
  layout: Layout,
  { step, findUnclaimed }: LoadedStep,
  { links, refusals: refused, functionaries }: Counted,
): Promise<Problem> {
  const refusals = [...refused, ...(await explainUnclaimed(evaluation, layout, step, findUnclaimed))];
  const required = toReportThreshold(step);
  const keyIds = listFunctionaryKeyIds(step, layout);
  return {
    code: 'ERR_LINK_THRESHOLD',
    subject: { item: step.name },
    message:
      `Step ${quoteText(step.name)} needs valid signatures by ${count(required, 'functionary')} ` +
      `and has ${String(functionaries)}${summarizeRefusals(refusals)}.`,
    remedy: adviseOnMissingLinks(evaluation, step, keyIds, refusals),
    details: {
      required,
      counted: functionaries,
      ...bounded('keyIds', keyIds),
      ...bounded('candidates', [...links, ...toReportRefusals(refusals)]),
    },
  };
}

/** Refusals as the details of a check carry them. */
function toReportRefusals(refusals: readonly Refusal[]): readonly ReportValue[] {
  return refusals.map(({ location, keyId, reason, message, code, details }) => ({
    location,
    ...(keyId === undefined ? {} : { keyId }),
    reason,
    message,
    ...(code === undefined ? {} : { code }),
    ...(details === undefined ? {} : { details }),
  }));
}
