import type { ConformanceCase } from './conformance-case.ts';
import { isProfile, type Profile, PROFILES } from './profile.ts';

/** Failures that are known, each with its reason, by `case profile`. */
export type ExpectedFailures = ReadonlyMap<string, string>;

/** How a case under a profile is called. */
export function runName(caseName: string, profile: Profile): string {
  return `${caseName} ${profile}`;
}

/**
 * Reads a list of expected failures: on each line a case, a profile or `both`, and a reason; `#` begins a comment.
 *
 * @param cases - all cases, so that a line for a case that there is not does not go unnoticed
 * @throws TypeError for a line that is none
 */
export function parseExpectedFailures(text: string, cases: readonly ConformanceCase[]): ExpectedFailures {
  const names = new Set(cases.map(({ name }) => name));
  const reasons = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    const [caseName = '', profile = '', ...reason] = line.replace(/#.*/u, '').trim().split(/\s+/u);
    if (caseName === '') continue;
    const place = `line ${index + 1} of the expected failures`;
    if (!names.has(caseName)) throw new TypeError(`${place}: there is no case "${caseName}"`);
    if (reason.length === 0) throw new TypeError(`${place}: write CASE PROFILE REASON`);
    if (profile !== 'both' && !isProfile(profile)) throw new TypeError(`${place}: there is no profile "${profile}"`);
    for (const one of profile === 'both' ? PROFILES : [profile]) reasons.set(runName(caseName, one), reason.join(' '));
  }
  return reasons;
}
