import type { JsonValue } from '@intoto/encoding';

import { refuseMetadata } from './model-error.ts';

/**
 * The items of `signatures`; none if it is no list, which the shape check reports.
 *
 * @throws {@link MetadataError} `ERR_METADATA_SIGNATURE_LIMIT`
 */
export function listSignatures(value: JsonValue | undefined, maxSignatures: number): readonly JsonValue[] {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  if (list.length <= maxSignatures) return list;
  const message = `must be at most ${maxSignatures}, not ${list.length}`;
  throw refuseMetadata('ERR_METADATA_SIGNATURE_LIMIT', '/signatures', message);
}

/** A key id or signature of another type loads, as in the reference, but fits no key and verifies nothing. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
