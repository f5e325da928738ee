import type { ReportValue } from '@intoto/verifier';

/** A JSON object in a report. */
export type ReportObject = { readonly [name: string]: ReportValue };

/** Digests by algorithm. */
export type Digests = { readonly [algorithm: string]: string };

/** The object, or `undefined` for any other value. */
export function asObject(value: ReportValue | undefined): ReportObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ReportObject) : undefined;
}

/** The string, or `undefined` for any other value. */
export function asString(value: ReportValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The number, or `undefined` for any other value. */
export function asNumber(value: ReportValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The elements of an array; none for any other value. */
export function asList(value: ReportValue | undefined): readonly ReportValue[] {
  return Array.isArray(value) ? (value as readonly ReportValue[]) : [];
}

/** The strings of an array; none for any other value. */
export function asStrings(value: ReportValue | undefined): readonly string[] {
  return asList(value).filter((element) => typeof element === 'string');
}

/** The objects of an array; none for any other value. */
export function asObjects(value: ReportValue | undefined): readonly ReportObject[] {
  return asList(value)
    .map(asObject)
    .filter((object) => object !== undefined);
}

/** The digests, or `undefined` for a value that is not an object of strings. */
export function asDigests(value: ReportValue | undefined): Digests | undefined {
  const object = asObject(value);
  return object !== undefined && Object.values(object).every((digest) => typeof digest === 'string')
    ? (object as Digests)
    : undefined;
}
