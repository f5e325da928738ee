import type { Arguments } from '../arguments.ts';
import { UsageError } from '../usage-error.ts';

/** A time limit in milliseconds, from an option in whole seconds. */
export function readSeconds(args: Arguments, option: string): number | undefined {
  const seconds = args.integer(option.replaceAll('-', '_'));
  if (seconds === undefined) return undefined;
  if (seconds < 1) throw new UsageError(`--${option} ${seconds}: give a whole number of seconds from 1.`);
  return seconds * 1000;
}
