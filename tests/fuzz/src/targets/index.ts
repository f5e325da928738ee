import type { Target } from '../target.ts';
import { encodingsTarget } from './encodings.ts';
import { foldersTarget } from './folders.ts';
import { jsonTarget } from './json.ts';
import { keyFilesTarget } from './key-files.ts';
import { keysTarget } from './keys.ts';
import { layoutsTarget } from './layouts.ts';
import { metadataTarget } from './metadata.ts';
import { openpgpTarget } from './openpgp.ts';
import { patternsTarget } from './patterns.ts';
import { payloadsTarget } from './payloads.ts';
import { recordingsTarget } from './recordings.ts';
import { reportsTarget } from './reports.ts';
import { rulesTarget } from './rules.ts';
import { signaturesTarget } from './signatures.ts';
import { textsTarget } from './texts.ts';

/** Everything that reads what others wrote. */
export const TARGETS: readonly Target[] = [
  encodingsTarget,
  jsonTarget,
  metadataTarget,
  payloadsTarget,
  layoutsTarget,
  textsTarget,
  patternsTarget,
  rulesTarget,
  keysTarget,
  keyFilesTarget,
  openpgpTarget,
  signaturesTarget,
  recordingsTarget,
  reportsTarget,
  foldersTarget,
];
