import { createEmptyObject, createJsonObject, JsonFloat, type JsonValue } from '@intoto/encoding';
import type { ArtifactMap, Step } from '@intoto/models';

import type { ReportValue } from './report.ts';

/** JSON as a report carries it: an integer that a `number` cannot hold becomes its decimal digits in a string. */
export function toReportValue(value: JsonValue): ReportValue {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof JsonFloat) return value.text;
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map(toReportValue);
  return toReportObject(Object.entries(value).map(([name, member]) => [name, toReportValue(member)]));
}

/** A threshold as a report carries it: its digits where it is beyond what a `number` holds exactly. */
export function toReportThreshold({ threshold, receivedThreshold }: Step): number | string {
  return Number.isSafeInteger(threshold) ? threshold : String(receivedThreshold ?? threshold);
}

/** An object without a prototype, so that any name can be a member. */
export function toReportObject<T extends ReportValue>(entries: Iterable<readonly [string, T]>): { [name: string]: T } {
  return createJsonObject(entries) as { [name: string]: T };
}

/** Artifacts with their digests. */
export function toReportArtifacts(artifacts: ArtifactMap): { [artifact: string]: { [algorithm: string]: string } } {
  const object = createEmptyObject() as { [artifact: string]: { [algorithm: string]: string } };
  // Not by way of entries, which would be twice as much as there is.
  artifacts.forEach((digests, name) => {
    object[name] = digests;
  });
  return object;
}

// Array.isArray does not narrow readonly arrays.
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
