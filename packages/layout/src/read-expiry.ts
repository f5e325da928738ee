import { escapeUnprintable } from '@intoto/encoding';
import { formatTime, parseExpires } from '@intoto/models';

import { LayoutError } from './layout-error.ts';

const DURATION = /^(\d{1,5})([hdwmy])$/u;

/**
 * When a layout expires, as `expires` spells it: `12h`, `90d`, `2w`, `6m` (calendar months) or `1y` from `now`, or a time
 * `YYYY-MM-DDTHH:MM:SSZ`. It may have passed.
 *
 * @throws {@link LayoutError} `ERR_EXPIRY_FORMAT` for other texts, and for a time after the year 9999
 * @throws TypeError for a duration from an invalid `now`
 * @example
 * ```ts
 * import { readExpiry } from '@intoto/layout';
 *
 * console.log(readExpiry('1m', new Date('2026-01-31T00:00:00Z'))); // 2026-02-28T00:00:00Z
 * ```
 */
export function readExpiry(text: string, now: Date): string {
  const [, digits, unit] = DURATION.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return readTime(text);
  if (Number.isNaN(now.getTime())) throw new TypeError('now must be a valid date where the expiry is a duration');
  const count = Number(digits);
  const date = new Date(now);
  if (unit === 'h') date.setUTCHours(date.getUTCHours() + count);
  else if (unit === 'm' || unit === 'y') addMonths(date, unit === 'y' ? 12 * count : count);
  else date.setUTCDate(date.getUTCDate() + (unit === 'w' ? 7 * count : count));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) throw refuse(`${text} is too far away.`, text);
  return formatTime(date);
}

/** The 31st of January and a month is the last of February, not the 3rd of March. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}

function readTime(text: string): string {
  try {
    return formatTime(parseExpires(text));
  } catch {
    throw refuse(
      `${escapeUnprintable(text.slice(0, 100))}: give a duration such as 90d, 12h, 6m or 1y, or a time YYYY-MM-DDTHH:MM:SSZ.`,
      text,
    );
  }
}

function refuse(message: string, text: string): LayoutError {
  return new LayoutError(message, { code: 'ERR_EXPIRY_FORMAT', details: { text } });
}
