import { InTotoError, parseExpires } from '@intoto/node';

import type { Arguments } from '../arguments.ts';
import { UsageError } from '../usage-error.ts';

/** A time, from an option. */
export function readTime(args: Arguments, option: string): Date | undefined {
  const text = args.text(option);
  if (text === undefined) return undefined;
  try {
    return parseExpires(text);
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    throw new UsageError(`--${option} ${text}: give a time in UTC as YYYY-MM-DDTHH:MM:SSZ.`);
  }
}
