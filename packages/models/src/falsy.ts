import { isJsonObject, JsonFloat, type JsonValue } from '@intoto/encoding';

/** Whether Python takes the value for false: the reference asks that of some members instead of whether they exist. */
export function isFalsy(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof JsonFloat) return Number(value.text) === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === '' || value === 0 || value === 0n;
}

/**
 * Whether the value is an empty array, object or string. Where the reference iterates over a list without asking
 * whether it is one, each of them is an empty list.
 */
export function isEmptyIterable(value: JsonValue | undefined): boolean {
  return (typeof value === 'string' || Array.isArray(value) || isJsonObject(value)) && isFalsy(value);
}
