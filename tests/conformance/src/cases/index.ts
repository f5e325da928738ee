import type { CaseDefinition } from '../case-definition.ts';
import { CERTIFICATE_CASES } from './certificates.ts';
import { ENCODING_CASES } from './encodings.ts';
import { EXPIRIES } from './expiry.ts';
import { GENERIC_RULES } from './generic-rules.ts';
import { INSPECTION_CASES } from './inspections.ts';
import { LAYOUT_FORMATS } from './layout-format.ts';
import { LAYOUT_KEYS } from './layout-keys.ts';
import { LAYOUT_SIGNATURES } from './layout-signatures.ts';
import { LIMIT_CASES } from './limits.ts';
import { LINK_CONTENT } from './link-content.ts';
import { LINK_CASES } from './links.ts';
import { MATCH_RULES } from './match-rules.ts';
import { NAMES } from './names.ts';
import { OPENPGP_CASES } from './openpgp.ts';
import { PARAMETER_CASES } from './parameters.ts';
import { RULE_PATTERNS } from './rule-patterns.ts';
import { SCHEME_CASES } from './schemes.ts';
import { SUBLAYOUT_CASES } from './sublayouts.ts';
import { THRESHOLD_CASES } from './thresholds.ts';
import { WHOLE_CHAINS } from './whole-chains.ts';

/** Every case that is published. */
export const CASES: readonly CaseDefinition[] = [
  ...WHOLE_CHAINS,
  ...LAYOUT_SIGNATURES,
  ...LAYOUT_KEYS,
  ...LAYOUT_FORMATS,
  ...EXPIRIES,
  ...PARAMETER_CASES,
  ...LINK_CASES,
  ...LINK_CONTENT,
  ...ENCODING_CASES,
  ...THRESHOLD_CASES,
  ...NAMES,
  ...SCHEME_CASES,
  ...GENERIC_RULES,
  ...RULE_PATTERNS,
  ...MATCH_RULES,
  ...SUBLAYOUT_CASES,
  ...INSPECTION_CASES,
  ...OPENPGP_CASES,
  ...CERTIFICATE_CASES,
  ...LIMIT_CASES,
];
