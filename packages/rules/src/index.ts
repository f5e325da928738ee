export { evaluateRules } from './evaluate-rules.ts';
export { compilePattern, matchPattern } from './fnmatch.ts';
export { coversPattern, escapePattern, isEmptyPattern } from './pattern-cover.ts';
export { NEAR_MISS_LIMIT, type NearMiss } from './near-miss.ts';
export { RULE_CODES, type RuleCode } from './rule-codes.ts';
export {
  queueBefore,
  type RuleDecision,
  type RuleDecisionBase,
  type RuleEvaluation,
  type RuleEvaluationInput,
  type RuleList,
} from './rule-evaluation.ts';
export { selectionPattern } from './selection-pattern.ts';
