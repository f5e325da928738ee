import type { Profile } from './profile.ts';

/** What a verifier must make of a case under one profile. */
export interface Expectation {
  readonly verdict: 'pass' | 'fail';
  /** Where the verification fails first. Only for `fail`; absent where it may fail at several stages. */
  readonly stage?: string | undefined;
  /** Codes of everything that fails, without repeats, in the order of the workflow. Only for `fail`. */
  readonly codes?: readonly string[] | undefined;
  /** Codes of everything that fails within sublayouts, without repeats. */
  readonly nestedCodes?: readonly string[] | undefined;
  /** Codes of warnings, without repeats. Absent: there are none. */
  readonly warnings?: readonly string[] | undefined;
  /** The summary link, where the case is about it. Only for `pass`. */
  readonly summary?: unknown;
}

/** A file under a name that some file systems cannot have. Paths are relative to the case's folder. */
export interface CopiedFile {
  readonly from: string;
  readonly to: string;
}

/** A case: a supply chain in files, and what verifiers must make of it. */
export interface ConformanceCase {
  /** The name of its folder. */
  readonly name: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly description: string;
  /** Where the expectations come from. */
  readonly origin: string;
  /** Abilities without which the case says nothing about a verifier. */
  readonly requires: readonly string[];
  /** The time to verify for, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string;
  /** Files with the project owner's keys, relative to the folder; some lie outside of it. */
  readonly keys: readonly string[];
  /** Parameters to put into the layout. Absent: none are given, which is not the same as an empty map. */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  /** `none`: inspections must not be run. */
  readonly inspections?: 'none' | undefined;
  readonly copies: readonly CopiedFile[];
  readonly expected: Readonly<Record<Profile, Expectation>>;
}
