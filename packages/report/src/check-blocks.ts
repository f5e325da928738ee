import type { Check, Failure, FailureCode, VerificationReport } from '@intoto/verifier';

import type { Block } from './block.ts';
import { candidateFacts } from './candidate-fields.ts';
import { detailFields } from './detail-fields.ts';
import { disagreementFacts } from './disagreement-fields.ts';
import { escapeText, printName } from './escape.ts';
import type { Facts } from './facts.ts';
import { type Field, fieldBlocks } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { sublayoutOf } from './report-tree.ts';
import { ruleFacts } from './rule-fields.ts';
import { FAILURE_TITLES, STAGE_WORDS, WARNING_TITLES } from './wording.ts';

type Warning = Extract<Check, { status: 'warning' }>;

/** Where a report stands, and how keys are printed. */
export interface CheckContext {
  readonly report: VerificationReport;
  /** Names of the steps whose sublayouts lead to `report`, outermost first. */
  readonly path: readonly string[];
  readonly level: number;
  readonly printKey: KeyPrinter;
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
function sublayoutFacts(failure: Failure, { report }: CheckContext): Facts {
  return { fields: [], covered: sublayoutOf(failure, report) === undefined ? [] : ['codes'] };
}

const FACTS: { readonly [Code in FailureCode]?: (failure: Failure, context: CheckContext) => Facts } = {
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
function remedyFields(failure: Failure, { report }: CheckContext): Field[] {
  const inner = failure.code === 'ERR_SUBLAYOUT' ? sublayoutOf(failure, report)?.report : undefined;
  if (inner?.ok === false && inner.failures[0].remedy === failure.remedy) return [];
  return [{ label: 'to do', text: escapeText(failure.remedy), style: 'strong' }];
}

/** A failed check: what, why, where, its code and what to do next. */
export function failureBlocks(failure: Failure, number: string, context: CheckContext): Block[] {
  const { path, level, printKey } = context;
  const { fields: facts, covered } = (FACTS[failure.code] ?? subjectFacts)(failure, context);
  const fields: Field[] = [
    ...facts,
    ...detailFields(failure, covered, printKey),
    ...placeFields(failure, printKey),
    { label: 'code', text: `${failure.code} (while ${STAGE_WORDS[failure.stage]})` },
    ...remedyFields(failure, context),
  ];
  return [
    {
      level,
      label: `${number}.`,
      labelWidth: Math.max(3, number.length + 2),
      labelStyle: 'bad',
      text: `${placeOf(failure, path)}: ${FAILURE_TITLES[failure.code]}`,
      style: 'strong',
    },
    { level: level + 1, text: escapeText(failure.message) },
    ...fieldBlocks(fields, level + 1),
  ];
}

/** A warning: what, why, where and its code. */
export function warningBlocks(warning: Warning, context: CheckContext): Block[] {
  const { path, level, printKey } = context;
  const fields: Field[] = [
    ...detailFields(warning, ['reason'], printKey),
    ...placeFields(warning, printKey),
    { label: 'code', text: warning.code },
  ];
  return [
    {
      level,
      label: '-',
      labelWidth: 3,
      labelStyle: 'warning',
      text: `${placeOf(warning, path)}: ${WARNING_TITLES[warning.code]}`,
      style: 'warning',
    },
    { level: level + 1, text: escapeText(warning.message) },
    ...fieldBlocks(fields, level + 1),
  ];
}
