import { formatTime, parseExpires } from '@intoto/node';

import { UsageError } from './usage-error.ts';

const DURATION = /^(\d{1,5})([hdwmy])$/u;

/** `90d`, `12h`, `2w`, `6m` (calendar months), `1y` from `now`, or a time `YYYY-MM-DDTHH:MM:SSZ`, as a layout spells it. */
export function readExpiry(text: string, now: Date): string {
  const [, digits, unit] = DURATION.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return formatTime(readTime(text));
  const count = Number(digits);
  const date = new Date(now);
  if (unit === 'h') date.setUTCHours(date.getUTCHours() + count);
  else if (unit === 'm' || unit === 'y') addMonths(date, unit === 'y' ? 12 * count : count);
  else date.setUTCDate(date.getUTCDate() + (unit === 'w' ? 7 * count : count));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999)
    throw new UsageError(`--expires ${text} is too far away.`);
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

function readTime(text: string): Date {
  try {
    return parseExpires(text);
  } catch {
    throw new UsageError(
      `--expires ${text}: give a duration such as 90d, 12h, 6m or 1y, or a time YYYY-MM-DDTHH:MM:SSZ.`,
    );
  }
}
