import type { InTotoError } from '@intoto/encoding';

const LIMIT_CODES: ReadonlySet<string> = new Set([
  'ERR_JSON_SIZE',
  'ERR_JSON_DEPTH',
  'ERR_MODEL_DEPTH',
  'ERR_METADATA_SIGNATURE_LIMIT',
]);

/** Whether a piece of metadata was refused because it is too large, deep or long rather than malformed. */
export function isLimitError(error: InTotoError): boolean {
  return LIMIT_CODES.has(error.code);
}

/** What to do about metadata that crosses a limit. */
export const LIMIT_REMEDY = 'Find out why it is that large; if it is meant to be, raise the limit in the options.';
