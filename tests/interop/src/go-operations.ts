import type { CommonOperations, PeerVerdict, RecordedArtifacts, VerifyRequest } from './common-operations.ts';
import type { DocumentSource } from './document-source.ts';
import type { ProductDifferences, RuleLink } from './python-operations.ts';

interface Recording {
  readonly exclude_patterns?: readonly string[] | undefined;
  readonly lstrip_paths?: readonly string[] | undefined;
  /** @defaultValue `['sha256']` */
  readonly algorithms?: readonly string[] | undefined;
}

/**
 * Where Go failed, found out by doing again what has no effects: `load-layout`, `load-keys`, `layout-signature`,
 * `layout-format`, `expiry`, `parameters`, `certificates`, `links`, `threshold`, `rules` (of steps or inspections); empty for
 * anything else.
 */
export type GoFailure = Extract<PeerVerdict, { verdict: 'fail' }> & { readonly stage: string };

/**
 * What the Go driver does besides. Warnings that the library prints are in the outcome's `log`. An error's type is that of Go's
 * value; `Panic` is a panic. Text travels as UTF-8: lone surrogates become U+FFFD. Signing an envelope replaces its signatures.
 */
export interface GoOperations extends Omit<CommonOperations, 'verify'> {
  readonly verify: {
    readonly request: VerifyRequest & {
      readonly step_name?: string | undefined;
      readonly normalize_line_endings?: boolean | undefined;
    };
    readonly result: Extract<PeerVerdict, { verdict: 'pass' }> | GoFailure;
  };
  readonly record: {
    readonly request: Recording & {
      readonly artifacts: readonly string[];
      readonly normalize_line_endings?: boolean | undefined;
      readonly follow_symlink_dirs?: boolean | undefined;
    };
    readonly result: RecordedArtifacts;
  };
  readonly match_products: {
    readonly request: Recording & { readonly link: DocumentSource; readonly paths?: readonly string[] | undefined };
    readonly result: ProductDifferences;
  };
  /** Patterns as they are; rules clean patterns and names first. A pattern that cannot be parsed matches nothing and is in the log. */
  readonly match_patterns: {
    readonly request: { readonly cases: readonly (readonly [pattern: string, names: readonly string[]])[] };
    readonly result: readonly string[];
  };
  /** One list of rules of one step over the artifacts of `links`. */
  readonly evaluate_rules: {
    readonly request: {
      readonly item: string;
      readonly list: 'materials' | 'products';
      readonly rules: readonly (readonly string[])[];
      readonly links: Readonly<Record<string, RuleLink>>;
    };
    readonly result: { readonly verdict: 'pass' } | Extract<PeerVerdict, { verdict: 'fail' }>;
  };
  readonly unpack_rule: {
    readonly request: { readonly rule: readonly string[] };
    readonly result: Readonly<Record<string, string>>;
  };
}
