import { isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';
import { encodeLayout, encodeLink, isWholeLink, type Layout, type Link, type Metadata } from '@intoto/models';

/**
 * Whether a Metablock's `signed` is what the Python reference would make of it and sign. Readers that check signatures over one
 * tree disagree with readers that check over the other. An envelope has no such difference, since its signature covers the bytes.
 */
export function isAsSigned(metadata: Metadata, payload: Layout | Link): boolean {
  if (metadata.container === 'dsse' || (payload.type === 'link' && isWholeLink(metadata.signed))) return true;
  return isSame(metadata.signed, projectSigned(payload));
}

/** What the reference would sign. Members for certificates, which only Go knows, are kept. */
export function projectSigned(payload: Layout | Link): JsonObject {
  return payload.type === 'layout'
    ? encodeLayout(payload, { unknownMembers: 'omit', certificateMembers: 'keep' })
    : encodeLink(payload, { unknownMembers: 'omit' });
}

/**
 * Whether the Python reference would fill in an expiry: a month from the moment it looks, so that no signature on a
 * Metablock covers what it signs.
 */
export function lacksSignedExpiry(metadata: Metadata, payload: Layout | Link): boolean {
  return metadata.container === 'metablock' && payload.type === 'layout' && payload.expires === undefined;
}

/** Whether two trees have the same canonical form. What the projection has taken over is the same object. */
export function isSame(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (isJsonObject(left) && isJsonObject(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && isSame(left[name] ?? null, right[name] ?? null))
    );
  }
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  return left.length === right.length && left.every((value, index) => isSame(value, right[index]));
}
