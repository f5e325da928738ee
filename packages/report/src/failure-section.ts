import type { AnyReport } from '@intoto/verifier';

import { BLANK_LINE, type Block } from './block.ts';
import { failureBlocks } from './check-blocks.ts';
import { andMore } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { sublayoutOf } from './report-tree.ts';

const MAX_FAILURES = 50;

/** Where a list of failures stands. */
export interface FailureListContext {
  /** Names of the steps whose sublayouts lead to this report, outermost first. */
  readonly path: readonly string[];
  readonly level: number;
  /** Stands before each number: `2.` for the failures within failure 2. */
  readonly prefix: string;
  readonly printKey: KeyPrinter;
}

/** All failures of a report in their order, those of a sublayout below the failure that stands for it. */
export function failureSection(report: AnyReport, context: FailureListContext): Block[] {
  if (report.ok) return [];
  const { path, level, prefix, printKey } = context;
  const blocks: Block[] = [];
  for (const [index, failure] of report.failures.slice(0, MAX_FAILURES).entries()) {
    const number = `${prefix}${index + 1}`;
    blocks.push(BLANK_LINE, ...failureBlocks(failure, number, { report, path, level, printKey }));
    const sublayout = sublayoutOf(failure, report);
    if (sublayout !== undefined) {
      const inner = { path: [...path, sublayout.step], level: level + 1, prefix: `${number}.`, printKey };
      // One by one: there can be more of them than a call takes arguments.
      for (const block of failureSection(sublayout.report, inner)) blocks.push(block);
    }
  }
  if (report.failures.length > MAX_FAILURES) {
    blocks.push(BLANK_LINE, { level, text: `${andMore(report.failures.length - MAX_FAILURES)} failures` });
  }
  return blocks;
}
