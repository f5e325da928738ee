import { isJsonObject, type JsonValue } from '@intoto/encoding';
import type { Layout, Link, Metadata } from '@intoto/models';

import { isSame, lacksSignedExpiry, projectSigned } from './signed-projection.ts';

/**
 * Where a Metablock's `signed` differs from what the Python reference would make of it and sign: members it does not know,
 * members it would add. Those of certificates, which only Go knows, are not counted.
 * An envelope has no such difference, since its signature covers the bytes. A layout's missing `expires` is not counted:
 * it has a code of its own.
 * @returns paths such as `steps.0.certificate`; none where the two trees are the same.
 */
export function findUnsignedDifferences(metadata: Metadata, payload: Layout | Link): readonly string[] {
  if (metadata.container === 'dsse') return [];
  const differences: string[] = [];
  collectDifferences(metadata.signed, projectSigned(payload), '', differences);
  return lacksSignedExpiry(metadata, payload) ? differences.filter((path) => path !== 'expires') : differences;
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
