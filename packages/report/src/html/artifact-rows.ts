import type { AnyReport, RuleTrace } from '@intoto/verifier';

import { escapeText, finishText, printName } from '../escape.ts';
import type { KeyPrinter } from '../key-text.ts';
import { walkReports } from '../report-tree.ts';
import { tellFailures } from '../told-failures.ts';
import { failureAnchor } from './graph-svg.ts';

/** What became of an artifact. */
export interface Outcome {
  readonly text: string;
  readonly state: 'passed' | 'failed';
  /** The number of the failure and where on the page it is told. */
  readonly failure?: readonly [number: string, anchor: string];
}

/** Every artifact that rules were applied to; places and outcomes by their index, since thousands share them. */
export interface ArtifactRows {
  /** E.g. `materials of step build`. */
  readonly places: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly rows: readonly (readonly [artifact: string, place: number, outcome: number])[];
}

const NO_RULE: Outcome = { text: 'allowed: no rule takes or forbids it', state: 'passed' };

/** What the page's list of artifacts shows. */
export function listArtifacts(report: AnyReport, printKey: KeyPrinter): ArtifactRows {
  const told = tellFailures(report, printKey);
  const places: string[] = [];
  const outcomes: Outcome[] = [NO_RULE];
  const rows: (readonly [string, number, number])[] = [];
  for (const { report: own, path } of walkReports(report)) {
    const failed = told.filter((failure) => failure.report === own);
    for (const trace of own.traces) {
      const place = places.push(placeOf(trace, path)) - 1;
      const known = new Map<string, number>();
      for (const rule of trace.rules) {
        const text = finishText(`rule ${rule.number}: ${escapeText(rule.rule)}`);
        const taken = rule.consumed.length === 0 ? -1 : outcomes.push({ text, state: 'passed' }) - 1;
        for (const artifact of rule.consumed) known.set(artifact, taken);
        if (rule.refused.length === 0) continue;
        const failure = failed.find(
          ({ failure: { subject } }) =>
            subject.item === trace.item && subject.ruleList === trace.ruleList && subject.ruleNumber === rule.number,
        );
        const link = failure === undefined ? {} : { failure: [failure.number, failureAnchor(failure.number)] as const };
        const refused = outcomes.push({ text, state: 'failed', ...link }) - 1;
        for (const artifact of rule.refused) known.set(artifact, refused);
      }
      for (const artifact of new Set([...trace.queue, ...known.keys()])) {
        rows.push([finishText(printName(artifact)), place, known.get(artifact) ?? 0]);
      }
    }
  }
  return { places, outcomes, rows };
}

function placeOf({ item, ruleList }: RuleTrace, path: readonly string[]): string {
  const list = ruleList === 'expected_materials' ? 'materials' : 'products';
  return finishText(`${list} of ${[...path, item].map(printName).join(' > ')}`);
}
