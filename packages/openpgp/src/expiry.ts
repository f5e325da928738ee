import { isJsonObject, JsonFloat, type JsonObject, type JsonValue } from '@intoto/encoding';
import { formatTime } from '@intoto/models';

import { Fault } from './fault.ts';

/**
 * Whether a key has expired by the reference's rule: it has both times, neither is zero, and their sum lies before `now`.
 * @returns half a sentence that says since when; `undefined` for a key that has not expired
 * @throws {@link Fault} for times that are no numbers
 */
export function describeExpiry(key: JsonObject, now: Date): string | undefined {
  const end = findEnd(key);
  if (end >= now.getTime() / 1000) return undefined;
  const time = formatEnd(end);
  return time === undefined ? 'has expired' : `expired at ${time}`;
}

/**
 * When the first of the keys expires, `YYYY-MM-DDTHH:MM:SSZ`; `undefined` where none does, or so late that no date says it.
 * @throws {@link Fault} for times that are no numbers
 */
export function findFirstEnd(keys: readonly JsonObject[]): string | undefined {
  return formatEnd(Math.min(...keys.map(findEnd)));
}

/** Seconds since 1970; infinite for a key that never expires. */
function findEnd({ creation_time: creation, validity_period: validity }: JsonObject): number {
  if (isFalsy(creation) || isFalsy(validity)) return Infinity;
  return readSeconds(creation) + readSeconds(validity);
}

function formatEnd(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? formatTime(date) : undefined;
}

function readSeconds(value: JsonValue | undefined): number {
  if (typeof value === 'number' || typeof value === 'bigint' || value === true) return Number(value);
  throw new Fault('key', 'has a time of creation or expiry that is no number');
}

function isFalsy(value: JsonValue | undefined): boolean {
  if (value instanceof JsonFloat) return false;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) ? Object.keys(value).length === 0 : !value;
}
