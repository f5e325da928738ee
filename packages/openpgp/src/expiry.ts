import { isJsonObject, JsonFloat, type JsonObject, type JsonValue } from '@intoto/encoding';
import { formatTime } from '@intoto/models';

import { Fault } from './fault.ts';

/**
 * Whether a key has expired by the reference's rule: it has both times, neither is zero, and their sum lies before `now`.
 * @returns half a sentence that says since when; `undefined` for a key that has not expired
 * @throws {@link Fault} for times that are no numbers
 */
export function describeExpiry(key: JsonObject, now: Date): string | undefined {
  const { creation_time: creation, validity_period: validity } = key;
  if (isFalsy(creation) || isFalsy(validity)) return undefined;
  const end = readSeconds(creation) + readSeconds(validity);
  if (end >= now.getTime() / 1000) return undefined;
  const date = new Date(end * 1000);
  return Number.isNaN(date.getTime()) ? 'has expired' : `expired at ${formatTime(date)}`;
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
