import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Verdict } from './verdict.ts';

/** A difference that is meant. */
export interface KnownDifference {
  readonly id: string;
  /** Its row in the table of deviations. */
  readonly deviation?: string | undefined;
  readonly reason: string;
  /** What each says where it shows; every member given must fit. */
  readonly reference: VerdictPattern;
  readonly ours: VerdictPattern;
}

/** Regular expressions over a verdict; stages are joined by blanks, of the innermost layout first. */
interface VerdictPattern {
  readonly stages?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

export const KNOWN_DIFFERENCES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'known-differences.json'), 'utf8'),
) as readonly KnownDifference[];

export function findKnownDifference(reference: Verdict, ours: Verdict): string | undefined {
  return KNOWN_DIFFERENCES.find((known) => fits(known.reference, reference) && fits(known.ours, ours))?.id;
}

function fits(pattern: VerdictPattern, { stages, code, message }: Verdict): boolean {
  return (
    matches(pattern.stages, stages.toReversed().join(' ')) &&
    matches(pattern.code, code) &&
    matches(pattern.message, message)
  );
}

function matches(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}
