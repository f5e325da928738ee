import type { AnyReport, FailureCode, Stage } from '@intoto/verifier';

import { BLANK_LINE, type Block, printBlocks } from './block.ts';
import { escapeText } from './escape.ts';
import { evidenceSection } from './evidence-section.ts';
import { failureSection } from './failure-section.ts';
import { countOf, fieldBlocks } from './field.ts';
import { createKeyPrinter } from './key-text.ts';
import { listExpiries } from './list-expiries.ts';
import { countChecked, countLeftOut, scopeFields, scopeOf } from './partial-scope.ts';
import { sublayoutOf, walkReports } from './report-tree.ts';
import { verdictOf } from './verdict.ts';
import { warningSection } from './warning-section.ts';
import { STAGE_WORDS } from './wording.ts';

/** How {@link renderText} lays out its text. */
export interface RenderTextOptions {
  /**
   * Columns a line may take; less than 40 is taken as 40, `Infinity` breaks no line. Only a path or digest that is
   * longer by itself sticks out. @defaultValue 80
   */
  readonly width?: number | undefined;
  /** Whether to colour with ANSI escapes. @defaultValue `false` */
  readonly color?: boolean | undefined;
  /** Names of the keys' owners by key id, printed beside the shortened id. Not verified by anybody. */
  readonly keyNames?: ReadonlyMap<string, string> | undefined;
  /** Whether to say what expires when, see {@link listExpiries}. @defaultValue `false` */
  readonly expiries?: boolean | undefined;
}

const DEFAULT_WIDTH = 80;
const SMALLEST_WIDTH = 40;

function verdict(report: AnyReport): Block {
  const subject = `layout verified for ${escapeText(report.at)}, profile ${report.profile}`;
  if (report.ok) return { level: 0, text: `PASSED: ${subject}`, style: 'good' };
  const scope = scopeOf(report);
  return scope !== undefined && verdictOf(report) === 'PARTIAL'
    ? { level: 0, text: `PARTIAL: ${subject}: ${countChecked(scope)}`, style: 'warning' }
    : { level: 0, text: `FAILED: ${subject}: ${countOf(report.failures.length, 'failure')}`, style: 'bad' };
}

/** What a narrowed verification looked at. */
function scopeSection(report: AnyReport): Block[] {
  const blocks = fieldBlocks(scopeFields(report), 1);
  if (blocks.length === 0) return [];
  // What follows begins with a blank line of its own, but for this.
  const apart = verdictOf(report) === 'PARTIAL' && report.expires !== undefined ? [BLANK_LINE] : [];
  return [BLANK_LINE, ...blocks, ...apart];
}

function skippedSection(report: AnyReport): Block[] {
  const skipped = walkReports(report).flatMap((node) =>
    node.report.checks.filter(({ status }) => status === 'skipped'),
  );
  if (skipped.length === 0) return [];
  const counts = new Map<Stage, number>();
  for (const { stage } of skipped) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  const stages = [...counts]
    .map(([stage, count]) => (count === 1 ? STAGE_WORDS[stage] : `${STAGE_WORDS[stage]} (${count})`))
    .join(', ');
  const reason = verdictOf(report) === 'FAILED' ? ' because of the failures above' : '';
  return [BLANK_LINE, { level: 0, text: `${countOf(skipped.length, 'check')} skipped${reason}: ${stages}.` }];
}

/** What expires when, the earliest first. */
function expirySection(report: AnyReport, keyNames: RenderTextOptions['keyNames']): Block[] {
  const expiries = listExpiries(report, { keyNames });
  if (expiries.length === 0) return [];
  return [
    BLANK_LINE,
    { level: 0, text: `What expires when, seen from ${escapeText(report.at)}`, style: 'strong' },
    ...expiries.map(({ what, at, over }): Block => ({
      level: 1,
      label: at,
      labelWidth: 22,
      text: over ? `${what} (over)` : what,
      labelStyle: over ? 'bad' : undefined,
    })),
  ];
}

/** The codes of all failures, those within a sublayout after that of the sublayout. */
function failureCodes(report: AnyReport): FailureCode[] {
  if (report.ok) return [];
  return report.failures.flatMap((failure) => {
    const sublayout = sublayoutOf(failure, report);
    return [failure.code, ...(sublayout === undefined ? [] : failureCodes(sublayout.report))];
  });
}

function lastLine(report: AnyReport): Block[] {
  if (report.ok) return [BLANK_LINE, { level: 0, text: 'PASSED', style: 'good' }];
  const scope = scopeOf(report);
  if (scope !== undefined && verdictOf(report) === 'PARTIAL') {
    return [BLANK_LINE, { level: 0, text: `PARTIAL: ${countLeftOut(scope)}`, style: 'warning' }];
  }
  const codes = [...new Set(failureCodes(report))];
  return [BLANK_LINE, { level: 0, text: `FAILED: ${codes.join(', ')}`, style: 'bad' }];
}

/**
 * A report as text for people: the verdict first, then for each failure what happened, where, why, by whom, and what to
 * do next; or, for a passed verification, who signed what. Warnings and skipped checks follow; the last line is
 * `PASSED`, or `FAILED: ` and the codes, or, where some steps alone were verified and nothing failed, `PARTIAL: ` and how
 * much was not checked.
 *
 * Whatever comes from the verified metadata (names, paths, messages, output of commands) has its control characters
 * escaped visibly, so that it cannot act on a terminal or pretend to be another line. Long lists are cut and counted;
 * {@link renderJson} has everything. The text is for reading: programs should use the report itself.
 *
 * @throws TypeError when `width` is not a positive number.
 *
 * @example
 * ```ts no-run
 * import { renderText } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const text = renderText(report, { width: 100, keyNames: new Map([['776a00e2…', 'alice']]) });
 * ```
 */
export function renderText(report: AnyReport, options: RenderTextOptions = {}): string {
  const width = options.width ?? DEFAULT_WIDTH;
  if (typeof width !== 'number' || !(width > 0)) throw new TypeError('options.width must be a positive number');
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const blocks = [
    verdict(report),
    ...scopeSection(report),
    ...evidenceSection(report, printKey),
    ...failureSection(report, { path: [], level: 0, prefix: '', printKey }),
    ...warningSection(report, printKey),
    ...skippedSection(report),
    ...(options.expiries === true ? expirySection(report, options.keyNames) : []),
    ...lastLine(report),
  ];
  return printBlocks(blocks, { width: Math.max(SMALLEST_WIDTH, Math.floor(width)), color: options.color ?? false });
}
