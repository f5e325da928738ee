import { isJsonObject, JsonFloat, type JsonValue } from '@intoto/encoding';

/**
 * Canonical JSON, written from its definition and not from the code under test.
 * @returns `undefined` for a tree that has none: one with a float, or half a surrogate pair
 */
export function canonicalText(value: JsonValue): string | undefined {
  if (typeof value === 'string') return !/\p{Cs}/u.test(value) ? `"${value.replaceAll(/["\\]/gu, '\\$&')}"` : undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value).toString() : undefined;
  if (value instanceof JsonFloat) return undefined;
  if (isJsonObject(value)) {
    const names = Object.keys(value).sort(compareByCodePoint);
    const members = names.map((name) => join(':', [canonicalText(name), canonicalText(value[name] ?? null)]));
    const text = join(',', members);
    return text === undefined ? undefined : `{${text}}`;
  }
  if (isArray(value)) {
    const text = join(',', value.map(canonicalText));
    return text === undefined ? undefined : `[${text}]`;
  }
  return String(value);
}

/** Compares code point by code point. */
export function compareByCodePoint(a: string, b: string): number {
  const [left, right] = [codePoints(a), codePoints(b)];
  for (const [index, point] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (point !== other) return point - other;
  }
  return left.length - right.length;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function join(separator: string, parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(separator);
}
