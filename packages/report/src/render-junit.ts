import type { AnyReport, Check, PartialScope } from '@intoto/verifier';

import { tellFailure, tellWarning, type CheckStory } from './check-story.ts';
import { escapeText, finishText, printName } from './escape.ts';
import type { GraphOptions } from './graph-options.ts';
import { createKeyPrinter, type KeyPrinter } from './key-text.ts';
import { lines, type Markup, tag } from './markup.ts';
import { scopeOf, tellPartial } from './partial-scope.ts';
import { type ReportNode, walkReports } from './report-tree.ts';
import { STAGE_WORDS } from './wording.ts';

function storyLines({ heading, message, fields }: CheckStory): readonly string[] {
  return [heading, message, ...fields.map(({ label, text }) => `${label.padEnd(12)} ${text}`)];
}

function outcomeOf(check: Check, node: ReportNode, printKey: KeyPrinter): Markup | undefined {
  switch (check.status) {
    case 'passed':
      return undefined;
    case 'skipped':
      return tag('skipped', { message: escapeText(check.message) });
    case 'warning':
      return tag('system-out', {}, lines(storyLines(tellWarning(check, { ...node, printKey }))));
    case 'failed': {
      const story = tellFailure(check, { ...node, printKey });
      return tag('failure', { type: check.code, message: story.message }, lines(storyLines(story)));
    }
    default:
      return check satisfies never;
  }
}

/** A name that is the same in every run, so that histories can be compared; equal ones are numbered. */
function caseName(
  { stage, subject: { ruleList, keyId } }: Check,
  printKey: KeyPrinter,
  taken: Map<string, number>,
): string {
  const details = [ruleList, keyId === undefined ? undefined : `key ${printKey(keyId)}`].filter(
    (word) => word !== undefined,
  );
  const name = [STAGE_WORDS[stage], ...details].join(', ');
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : `${name} (${count})`;
}

function timestampOf(at: string): string {
  return at.replace(/Z$/u, '');
}

function suiteOf(node: ReportNode, printKey: KeyPrinter): Markup {
  const { report, path } = node;
  const place = path.map((name) => finishText(printName(name))).join(' > ');
  const count = (status: Check['status']): number => report.checks.filter((check) => check.status === status).length;
  const names = new Map<string, Map<string, number>>();
  return tag(
    'testsuite',
    {
      name: place === '' ? 'in-toto layout' : `in-toto sublayout of ${place}`,
      tests: report.checks.length,
      failures: count('failed'),
      errors: 0,
      skipped: count('skipped'),
      time: 0,
      timestamp: timestampOf(report.at),
    },
    ...report.checks.map((check) => {
      const item = check.subject.item === undefined ? 'layout' : printName(check.subject.item);
      const classname = ['in-toto', ...path.map(printName), item].join('.');
      const taken = names.get(classname) ?? new Map<string, number>();
      names.set(classname, taken);
      return tag(
        'testcase',
        { classname, name: caseName(check, printKey, taken), time: 0 },
        outcomeOf(check, node, printKey),
      );
    }),
  );
}

/** A test that could not be carried out: without it a narrowed verification that found nothing would look like one that passed. */
function partialSuite(scope: PartialScope, at: string): Markup {
  const message = tellPartial(scope);
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0, time: 0, timestamp: timestampOf(at) };
  return tag(
    'testsuite',
    { name: 'in-toto verdict', ...counts },
    tag(
      'testcase',
      { classname: 'in-toto', name: 'verifying the whole layout', time: 0 },
      tag('error', { type: 'PARTIAL', message }, message),
    ),
  );
}

/**
 * A report as JUnit XML, which CI systems show as tests: a suite for the layout and for each sublayout, a test case for each
 * check, with a failure that says what the text for people says. Where some steps alone were verified, one test case ends with an
 * error that says what was not: no such report is all green.
 *
 * @example
 * ```ts no-run
 * import { renderJUnit } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const xml = renderJUnit(report);
 * ```
 */
export function renderJUnit(report: AnyReport, options: GraphOptions = {}): string {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const scope = scopeOf(report);
  const suites = [
    ...walkReports(report).map((node) => suiteOf(node, printKey)),
    ...(scope === undefined ? [] : [partialSuite(scope, report.at)]),
  ];
  const all = walkReports(report).flatMap(({ report: { checks } }) => checks);
  const failures = all.filter(({ status }) => status === 'failed').length;
  const [tests, errors] = scope === undefined ? [all.length, undefined] : [all.length + 1, 1];
  const { markup } = tag('testsuites', { name: 'in-toto', tests, failures, errors }, ...suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}\n`;
}
