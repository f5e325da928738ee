import { ARTIFACT_RULES } from './artifact-rules.ts';
import { CANONICAL_JSON } from './canonical-json.ts';
import { EXCLUDE_PATTERNS } from './exclude-patterns.ts';
import { EXPIRES } from './expires.ts';
import { FILE_NAMES } from './file-names.ts';
import { FNMATCH } from './fnmatch.ts';
import { KEY_IDS } from './key-ids.ts';
import { PARAMETERS } from './parameters.ts';
import { PRE_AUTHENTICATION_ENCODING } from './pre-authentication-encoding.ts';
import { type VectorSet, writeSet } from './vector-set.ts';

const ALL: Readonly<Record<string, VectorSet>> = {
  'artifact-rules': ARTIFACT_RULES,
  'canonical-json': CANONICAL_JSON,
  'exclude-patterns': EXCLUDE_PATTERNS,
  expires: EXPIRES,
  'file-names': FILE_NAMES,
  fnmatch: FNMATCH,
  'key-ids': KEY_IDS,
  parameters: PARAMETERS,
  'pre-authentication-encoding': PRE_AUTHENTICATION_ENCODING,
};

/** The smaller sets of vectors as files, by name. */
export const SETS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ALL).map(([name, set]) => [name, writeSet(set)]),
);
