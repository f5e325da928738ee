import type { Json } from './json-text.ts';
import { owner } from './signers.ts';
import type { Files } from './supply-chain.ts';

/** What one profile makes of a case. */
export type Expectation =
  | { readonly verdict: 'pass'; readonly warnings?: readonly string[]; readonly summary?: Json }
  | {
      readonly verdict: 'fail';
      /** Absent where implementations may find it out at several. */
      readonly stage?: string;
      readonly codes: readonly string[];
      readonly nestedCodes?: readonly string[];
      readonly warnings?: readonly string[];
    };

/** What a command must be able to do besides the rest, for the case to say anything about it. */
export type Feature = 'certificates' | 'key-map' | 'ml-dsa' | 'no-inspections' | 'openpgp' | 'posix';

/** A case before it is written. */
export interface CaseDefinition {
  readonly name: string;
  /** What the case is about, as a sentence. */
  readonly description: string;
  /** Where the expectation comes from. */
  readonly origin: string;
  readonly now?: string;
  readonly layout: string;
  /** Files in `keys/`. @defaultValue {@link OWNER_KEY} */
  readonly keys?: Files;
  /** Files in `links/`; as a text, `links` is no folder and holds this. */
  readonly links?: Files | string;
  readonly product?: Files;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly inspections?: 'none';
  readonly requires?: readonly Feature[];
  readonly reference: Expectation;
  readonly strict: Expectation;
}

export const PASS: Expectation = { verdict: 'pass' };

/** A failure at a stage, with every code in the order of the workflow. */
export function fail(stage: string, ...codes: readonly string[]): Extract<Expectation, { verdict: 'fail' }> {
  return { verdict: 'fail', stage, codes };
}

/** What the two profiles make of a case. */
export type Outcome = Pick<CaseDefinition, 'reference' | 'strict'>;

/** Both profiles make the same of it. */
export function both(expectation: Expectation): Outcome {
  return { reference: expectation, strict: expectation };
}

/** The profiles differ. */
export function differ(reference: Expectation, strict: Expectation): Outcome {
  return { reference, strict };
}

/** The expectation with warnings. */
export function warned<E extends Expectation>(expectation: E, ...warnings: readonly string[]): E {
  return { ...expectation, warnings };
}

/** A key file with the public key of whoever owns the project. It is that of nearly every case, and lies in one place for all. */
export const OWNER_KEY: Files = { 'owner.pub': owner.pem };
