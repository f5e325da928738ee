import type { AnyReport, Check, Failure, FailureCode } from '@intoto/verifier';

import { candidateFacts } from './candidate-fields.ts';
import { detailFields } from './detail-fields.ts';
import { disagreementFacts } from './disagreement-fields.ts';
import { escapeText, printName } from './escape.ts';
import type { Facts } from './facts.ts';
import type { Field } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { sublayoutOf } from './report-tree.ts';
import { ruleFacts } from './rule-fields.ts';
import { FAILURE_TITLES, STAGE_WORDS, WARNING_TITLES } from './wording.ts';

/** A warning. */
export type Warning = Extract<Check, { status: 'warning' }>;

export function isWarning(check: Check): check is Warning {
  return check.status === 'warning';
}

/** Where a check stands, and how keys are printed. */
export interface StoryContext {
  readonly report: AnyReport;
  /** Names of the steps whose sublayouts lead to `report`, outermost first. */
  readonly path: readonly string[];
  readonly printKey: KeyPrinter;
}

/** A check in words, the same in every format for people. All texts are safe to print (see `escape.ts`). */
export interface CheckStory {
  /** Where and what, e.g. `step package: an artifact is not allowed`. */
  readonly heading: string;
  readonly message: string;
  readonly fields: readonly Field[];
}

function placeOf({ stage, subject }: Check, path: readonly string[]): string {
  const inspection = stage === 'inspection' || stage === 'inspection-rules';
  const own = subject.item === undefined ? [] : [printName(subject.item)];
  const names = [...path.map(printName), ...own].join(' > ');
  if (own.length > 0) return `${inspection ? 'inspection' : 'step'} ${names}`;
  return path.length === 0 ? 'layout' : `sublayout of ${names}`;
}

function placeFields({ subject }: Check, printKey: KeyPrinter): Field[] {
  return [
    ...(subject.keyId === undefined ? [] : [{ label: 'key', text: printKey(subject.keyId) }]),
    ...(subject.location === undefined ? [] : [{ label: 'file', text: printName(subject.location) }]),
  ];
}

/** The rule and the artifact that a check names, where nothing more is known of them. */
function subjectFacts({ subject }: Failure): Facts {
  const { artifact, ruleList, ruleNumber } = subject;
  return {
    covered: [],
    fields: [
      ...(ruleNumber === undefined ? [] : [{ label: 'rule', text: `rule ${ruleNumber} of ${ruleList ?? 'a list'}` }]),
      ...(artifact === undefined ? [] : [{ label: 'artifact', text: printName(artifact) }]),
    ],
  };
}

/** The failures of the sublayout follow, told in full. */
function sublayoutFacts(failure: Failure, { report }: StoryContext): Facts {
  return { fields: [], covered: sublayoutOf(failure, report) === undefined ? [] : ['codes'] };
}

const FACTS: { readonly [Code in FailureCode]?: (failure: Failure, context: StoryContext) => Facts } = {
  ERR_LINK_NOT_FOUND: (failure, { printKey }) => candidateFacts(failure, printKey),
  ERR_LINK_THRESHOLD: (failure, { printKey }) => candidateFacts(failure, printKey),
  ERR_LINKS_DISAGREE: (failure, { printKey }) => disagreementFacts(failure, printKey),
  ERR_SUBLAYOUT: sublayoutFacts,
  ERR_RULE_DISALLOW: (failure, { report }) => ruleFacts(failure, report),
  ERR_RULE_REQUIRE: (failure, { report }) => ruleFacts(failure, report),
  ERR_RULE_FORMAT: (failure, { report }) => ruleFacts(failure, report),
  ERR_RULE_PATH: (failure, { report }) => ruleFacts(failure, report),
};

/** What to do next, unless the failures of a sublayout that follow begin with just that. */
function remedyFields(failure: Failure, { report }: StoryContext): Field[] {
  const inner = failure.code === 'ERR_SUBLAYOUT' ? sublayoutOf(failure, report)?.report : undefined;
  if (inner?.ok === false && inner.failures[0].remedy === failure.remedy) return [];
  return [{ label: 'to do', text: escapeText(failure.remedy), style: 'strong' }];
}

/** A failed check: what, why, where, its code and what to do next. */
export function tellFailure(failure: Failure, context: StoryContext): CheckStory {
  const { path, printKey } = context;
  const { fields: facts, covered } = (FACTS[failure.code] ?? subjectFacts)(failure, context);
  return {
    heading: `${placeOf(failure, path)}: ${FAILURE_TITLES[failure.code]}`,
    message: escapeText(failure.message),
    fields: [
      ...facts,
      ...detailFields(failure, covered, printKey),
      ...placeFields(failure, printKey),
      { label: 'code', text: `${failure.code} (while ${STAGE_WORDS[failure.stage]})` },
      ...remedyFields(failure, context),
    ],
  };
}

/** A warning: what, why, where and its code. */
export function tellWarning(warning: Warning, { path, printKey }: StoryContext): CheckStory {
  return {
    heading: `${placeOf(warning, path)}: ${WARNING_TITLES[warning.code]}`,
    message: escapeText(warning.message),
    fields: [
      ...detailFields(warning, ['reason'], printKey),
      ...placeFields(warning, printKey),
      { label: 'code', text: warning.code },
    ],
  };
}
