import type { AnyReport } from '@intoto/verifier';

import { BLANK_LINE, type Block } from './block.ts';
import { isToldByFailure } from './candidate-fields.ts';
import { warningBlocks } from './check-blocks.ts';
import { isWarning } from './check-story.ts';
import { printName } from './escape.ts';
import { failureSection } from './failure-section.ts';
import { andMore, countOf } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { type ReportNode, type Sublayout, sublayoutOf, walkReports } from './report-tree.ts';

const MAX_WARNINGS = 50;

function innerFailures(sublayout: Sublayout | undefined, path: readonly string[], printKey: KeyPrinter): Block[] {
  if (sublayout === undefined) return [];
  return failureSection(sublayout.report, { path: [...path, sublayout.step], level: 1, prefix: '', printKey });
}

/** Each warning of one report; those told as the candidates of a failure are not repeated. */
function warningItems({ report, path }: ReportNode, printKey: KeyPrinter): Block[][] {
  return report.checks
    .filter(isWarning)
    .filter((warning) => !isToldByFailure(warning, report))
    .map((warning) =>
      warningBlocks(warning, { report, path, level: 0, printKey }).concat(
        innerFailures(sublayoutOf(warning, report), path, printKey),
      ),
    );
}

/** Sublayouts that failed although no failure and no warning speaks of them. */
function untoldSublayouts({ report, path }: ReportNode, printKey: KeyPrinter): Block[][] {
  const checks = [...report.checks.filter(isWarning), ...(report.ok ? [] : report.failures)];
  const told = new Set(checks.map((check) => sublayoutOf(check, report)));
  return report.sublayouts
    .filter((sublayout) => !sublayout.report.ok && !told.has(sublayout))
    .map((sublayout) => {
      const name = path.concat(sublayout.step).map(printName).join(' > ');
      const text = `step ${name}: a sublayout by ${printKey(sublayout.keyId)} does not verify`;
      const heading: Block = { level: 0, label: '-', labelWidth: 3, labelStyle: 'warning', style: 'warning', text };
      return [heading].concat(innerFailures(sublayout, path, printKey));
    });
}

/** All warnings, the sublayouts' after those of the layout. */
export function warningSection(report: AnyReport, printKey: KeyPrinter): Block[] {
  const items = walkReports(report).flatMap((node) =>
    warningItems(node, printKey).concat(untoldSublayouts(node, printKey)),
  );
  if (items.length === 0) return [];
  const left = items.length - MAX_WARNINGS;
  return [
    BLANK_LINE,
    { level: 0, text: countOf(items.length, 'warning'), style: 'strong' },
    ...items.slice(0, MAX_WARNINGS).flatMap((item) => [BLANK_LINE].concat(item)),
    ...(left > 0 ? [BLANK_LINE, { level: 0, text: `${andMore(left)} warnings` }] : []),
  ];
}
