import { ModelError } from './model-error.ts';
import { printable } from './printable.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Reads a layout's `expires`: `YYYY-MM-DDTHH:MM:SSZ` in full, a day and time that exist, years 0001 to 9999.
 *
 * @throws {@link ModelError} `ERR_TIME_FORMAT`
 */
export function parseExpires(text: string): Date {
  const date = readTime(text);
  if (date !== undefined) return date;
  throw new ModelError(`${printable(JSON.stringify(text))} is not a time of the form YYYY-MM-DDTHH:MM:SSZ.`, {
    code: 'ERR_TIME_FORMAT',
    details: { text },
  });
}

/** Whether the text has the form of a time, of one that does not exist perhaps. */
export function hasTimeForm(text: string): boolean {
  return TIME.test(text);
}

/** The time, or `undefined` if the text is none. */
export function readTime(text: string): Date | undefined {
  if (!TIME.test(text) || text.startsWith('0000')) return undefined;
  const date = new Date(text);
  // JavaScript takes 30 February and 24:00 for the day after.
  return Number.isFinite(date.getTime()) && formatTime(date) === text ? date : undefined;
}

/**
 * Writes a time as `YYYY-MM-DDTHH:MM:SSZ`; fractions of a second are dropped.
 *
 * @throws TypeError for an invalid date or one beyond the years 0001 to 9999
 */
export function formatTime(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw new TypeError('The date must be valid and in the years 0001 to 9999');
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
