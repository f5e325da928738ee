import { isJsonObject, type JsonValue } from '@intoto/encoding';
import { encodeLayout, encodeLink, type Layout, type Link, type Metadata } from '@intoto/models';

/**
 * Where a Metablock's `signed` differs from what the Python reference would make of it and sign: members it does not know,
 * members it would add. Those of certificates, which only Go knows, are not counted. Readers that check signatures over one tree disagree with readers that check over the other.
 * An envelope has no such difference, since its signature covers the bytes. A layout's missing `expires` is not counted:
 * it has a code of its own.
 * @returns paths such as `steps.0.certificate`; none where the two trees are the same.
 */
export function findUnsignedDifferences(metadata: Metadata, payload: Layout | Link): readonly string[] {
  if (metadata.container === 'dsse') return [];
  const projection =
    payload.type === 'layout'
      ? encodeLayout(payload, { unknownMembers: 'omit', certificateMembers: 'keep' })
      : encodeLink(payload, { unknownMembers: 'omit' });
  if (isSame(metadata.signed, projection)) return [];
  const differences: string[] = [];
  collectDifferences(metadata.signed, projection, '', differences);
  return lacksSignedExpiry(metadata, payload) ? differences.filter((path) => path !== 'expires') : differences;
}

/**
 * Whether the Python reference would fill in an expiry: a month from the moment it looks, so that no signature on a
 * Metablock covers what it signs.
 */
export function lacksSignedExpiry(metadata: Metadata, payload: Layout | Link): boolean {
  return metadata.container === 'metablock' && payload.type === 'layout' && payload.expires === undefined;
}

function collectDifferences(received: JsonValue, projected: JsonValue, path: string, differences: string[]): void {
  if (isJsonObject(received) && isJsonObject(projected)) {
    for (const name of new Set([...Object.keys(received), ...Object.keys(projected)])) {
      const place = path === '' ? name : `${path}.${name}`;
      const left = Object.hasOwn(received, name) ? received[name] : undefined;
      const right = Object.hasOwn(projected, name) ? projected[name] : undefined;
      if (left === undefined || right === undefined) differences.push(place);
      else collectDifferences(left, right, place, differences);
    }
  } else if (Array.isArray(received) && Array.isArray(projected) && received.length === projected.length) {
    for (const [index, value] of received.entries()) {
      collectDifferences(value, projected[index], `${path}.${String(index)}`, differences);
    }
  } else if (!isSame(received, projected)) {
    differences.push(path);
  }
}

/** Whether two trees have the same canonical form. What the projection has taken over is the same object. */
function isSame(left: JsonValue, right: JsonValue): boolean {
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
