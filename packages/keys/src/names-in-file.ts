import type { JsonValue } from '@intoto/encoding';

import { openKeyFile } from './key-file.ts';
import { parseMinisignPublicKey } from './minisign.ts';
import { findJsonKeys } from './recognize-json.ts';
import { recognizeKey } from './recognize-key.ts';

/** An id that a file gives to its key, and where it stands. */
export interface NameInFile {
  readonly id: string;
  /** For people. */
  readonly tool: string;
}

const MAX_NAME_LENGTH = 200;

/** The ids that cannot be computed from the key, because somebody chose them. */
export function findNamesInFile(source: Uint8Array | string): readonly NameInFile[] {
  const file = openKeyFile(source);
  const kind = recognizeKey(file);
  if (kind === 'minisign-public')
    return [{ id: parseMinisignPublicKey(file.text).keyNumber, tool: 'minisign (key number)' }];
  if (kind === 'jwk-public') return readMember(file.json, 'kid', 'the file itself ("kid")');
  return kind === 'sslib-public' ? readMember(file.json, 'keyid', 'the file itself ("keyid")') : [];
}

function readMember(json: JsonValue | undefined, name: string, tool: string): readonly NameInFile[] {
  const [key] = (json === undefined ? undefined : findJsonKeys(json))?.keys ?? [];
  const id = key?.[name];
  return typeof id === 'string' && id !== '' && id.length <= MAX_NAME_LENGTH ? [{ id, tool }] : [];
}
