import type { ReportValue } from './report.ts';

/** How many entries of a collection a check's details carry. */
export const MAX_DETAIL_ENTRIES = 100;

/**
 * A collection under `name`, so that details stay readable whatever the evidence holds:
 * if only its first entries, then with the number of all under `nameTotal`.
 */
export function bounded(name: string, values: readonly ReportValue[]): { readonly [name: string]: ReportValue } {
  const shown = values.slice(0, MAX_DETAIL_ENTRIES);
  return shown.length === values.length ? { [name]: shown } : { [name]: shown, [`${name}Total`]: values.length };
}
