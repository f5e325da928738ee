import type { RuleWords, SupplyChainItem } from '@intoto/models';
import type { RuleList } from '@intoto/rules';

import { LINT_RULES, type LintCode, type LintSeverity } from './lint-codes.ts';

/** Where a finding is. */
export interface FindingPlace {
  /** JSON Pointer (RFC 6901) into the layout as JSON, e.g. `/steps/0/expected_products/2`; `''` for the whole. */
  readonly path: string;
  /** The step or inspection. */
  readonly item?: string | undefined;
  readonly list?: RuleList | undefined;
  /** The rule's place in the list, from 1. */
  readonly number?: number | undefined;
}

/**
 * A change of the layout that can be made without asking: evidence that passes the layout afterwards passed it before, unless
 * the strict profile refused the layout itself, for a threshold of zero for example. Numbers and names are those of the layout
 * that was linted.
 */
export type LayoutFix =
  | { readonly type: 'append-rule'; readonly item: string; readonly list: RuleList; readonly words: RuleWords }
  | { readonly type: 'remove-rule'; readonly item: string; readonly list: RuleList; readonly number: number }
  | {
      readonly type: 'replace-rule';
      readonly item: string;
      readonly list: RuleList;
      readonly number: number;
      readonly words: RuleWords;
    }
  | { readonly type: 'remove-key'; readonly keyId: string }
  | { readonly type: 'set-threshold'; readonly item: string; readonly threshold: number };

/** Something that is wrong with a layout, proved from the layout alone. JSON-serialisable. */
export interface Finding {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  readonly place: FindingPlace;
  /** A sentence a person can read by itself; names of unknown origin are escaped. */
  readonly message: string;
  /** The next thing to do. */
  readonly remedy: string;
  readonly fix?: LayoutFix | undefined;
}

/** A step or inspection with its place in the layout. */
export interface PlacedItem {
  readonly item: SupplyChainItem;
  readonly kind: 'step' | 'inspection';
  /** Its place among the layout's steps and inspections, from 0. */
  readonly order: number;
  readonly path: string;
}

/** Where findings go. */
export type Report = (code: LintCode, finding: Omit<Finding, 'code' | 'severity'>) => void;

/** Reports into a list, which does not grow beyond `limit`. */
export function createReport(findings: Finding[], limit: number): Report {
  return (code, finding) => {
    if (findings.length < limit) findings.push({ code, severity: LINT_RULES[code].severity, ...finding });
  };
}
