import type {
  CommonOperations,
  PeerMetadata,
  PeerVerdict,
  RecordedArtifacts,
  VerifyRequest,
} from './common-operations.ts';
import type { DocumentSource } from './document-source.ts';
import type { SignerSource } from './key-source.ts';

interface Recording {
  readonly exclude_patterns?: readonly string[] | undefined;
  readonly base_path?: string | undefined;
  readonly normalize_line_endings?: boolean | undefined;
  readonly lstrip_paths?: readonly string[] | undefined;
}

/** Where the reference failed. */
export interface PythonFailure {
  readonly verdict: 'fail';
  /**
   * The stage of each layout on the way to the failure, outermost first, in the words of our reports, but for `load-layout`
   * and `load-keys` (before the verification) and `summary`. A link whose payload cannot be read fails at `sublayout`.
   */
  readonly stages: readonly string[];
  /** The class of the exception, then its base classes. */
  readonly type: string;
  readonly types: readonly string[];
  readonly message: string;
  /** The steps that lead to the sublayout concerned, and last the step whose evidence was looked at. */
  readonly path?: readonly string[];
  readonly item?: string | null;
  readonly list?: 'materials' | 'products';
  readonly rule?: readonly string[];
}

/** The artifacts of a step, as rules see them. */
export interface RuleLink {
  readonly materials?: RecordedArtifacts | undefined;
  readonly products?: RecordedArtifacts | undefined;
}

/** Local artifacts against a link's products, sorted. */
export interface ProductDifferences {
  readonly onlyInProducts: readonly string[];
  readonly notInProducts: readonly string[];
  readonly differ: readonly string[];
}

/** The verdict over one list of rules; `queues` has the queue, sorted, after each rule that was applied. */
export type RuleVerdict = { readonly queues: readonly (readonly string[])[] } & (
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly type: string; readonly message: string }
);

/** What the Python drivers do besides; `python-2.3` reads legacy keys too. Members are the reference's own argument names. */
export interface PythonOperations extends Omit<CommonOperations, 'verify'> {
  readonly verify: {
    readonly request: VerifyRequest & {
      readonly step_name?: string | undefined;
      /** Whether inspections leave their links. @defaultValue true */
      readonly persist?: boolean | undefined;
      /** Seconds. @defaultValue 10 */
      readonly inspect_timeout?: number | undefined;
      /** The time that the layouts' `expires` is compared with, RFC 3339. @defaultValue the present */
      readonly now?: string | undefined;
      /** Whether `log` has the information too, not only the warnings. */
      readonly log?: boolean | undefined;
    };
    readonly result: Extract<PeerVerdict, { verdict: 'pass' }> | PythonFailure;
  };
  /** A document in one of the styles of `json.dumps(sort_keys=True)`. */
  readonly format_json: {
    readonly request: DocumentSource & { readonly style: 'indented' | 'line' | 'compact' };
    readonly result: string;
  };
  /** Metadata of which `in-toto-run` would sign and write; `compact` is for Metablocks. */
  readonly create: {
    readonly request: CommonOperations['create']['request'] & { readonly compact?: boolean | undefined };
    readonly result: PeerMetadata;
  };
  readonly sign: {
    readonly request: CommonOperations['sign']['request'] & { readonly output?: string | undefined };
    readonly result: CommonOperations['sign']['result'];
  };
  /** A digit for each case: 1 where the signature, as it stands in metadata, is the key's over the message, given in base64. */
  readonly verify_signatures: {
    readonly request: {
      readonly cases: readonly (readonly [key: object, message: string, sig: string])[];
    };
    readonly result: string;
  };
  /** fnmatch: per case a digit for each name. */
  readonly match_patterns: {
    readonly request: { readonly cases: readonly (readonly [pattern: string, names: readonly string[]])[] };
    readonly result: readonly string[];
  };
  /** Exclude patterns: per case a digit for each path, or why a pattern is refused. */
  readonly match_excludes: {
    readonly request: { readonly cases: readonly (readonly [patterns: readonly string[], paths: readonly string[]])[] };
    readonly result: readonly (string | { readonly type: string; readonly message: string })[];
  };
  /** One list of rules of one item over the artifacts of `links`. */
  readonly evaluate_rules: {
    readonly request: {
      readonly item: string;
      readonly list: 'materials' | 'products';
      readonly rules: readonly unknown[];
      readonly links: Readonly<Record<string, RuleLink>>;
    };
    readonly result: RuleVerdict;
  };
  readonly unpack_rule: {
    readonly request: { readonly rule: unknown };
    readonly result: Readonly<Record<string, string>>;
  };
  readonly pack_rule: {
    readonly request: { readonly data: Readonly<Record<string, string>> };
    readonly result: readonly string[];
  };
  readonly record: {
    readonly request: Recording & {
      readonly artifacts: readonly string[] | null;
      readonly follow_symlink_dirs?: boolean | undefined;
    };
    readonly result: RecordedArtifacts;
  };
  readonly run: {
    readonly request: Recording & {
      readonly name: string;
      readonly materials?: readonly string[] | undefined;
      readonly products?: readonly string[] | undefined;
      readonly command?: readonly string[] | undefined;
      readonly signer?: SignerSource | undefined;
      readonly record_streams?: boolean | undefined;
      readonly record_environment?: boolean | undefined;
      readonly compact_json?: boolean | undefined;
      readonly metadata_directory?: string | undefined;
      readonly use_dsse?: boolean | undefined;
      readonly timeout?: number | undefined;
    };
    readonly result: PeerMetadata;
  };
  readonly record_start: {
    readonly request: Recording & {
      readonly name: string;
      readonly materials?: readonly string[] | undefined;
      readonly signer: SignerSource;
      readonly record_environment?: boolean | undefined;
      readonly use_dsse?: boolean | undefined;
    };
    readonly result: null;
  };
  readonly record_stop: {
    readonly request: Recording & {
      readonly name: string;
      readonly products?: readonly string[] | undefined;
      readonly signer: SignerSource;
      readonly metadata_directory?: string | undefined;
      readonly command?: readonly string[] | undefined;
      readonly byproducts?: object | undefined;
      readonly environment?: object | undefined;
    };
    readonly result: null;
  };
  readonly mock: {
    readonly request: {
      readonly name: string;
      readonly command: readonly string[];
      readonly use_dsse?: boolean | undefined;
    };
    readonly result: PeerMetadata;
  };
  readonly match_products: {
    readonly request: {
      readonly link: DocumentSource;
      readonly paths?: readonly string[] | undefined;
      readonly exclude_patterns?: readonly string[] | undefined;
      readonly lstrip_paths?: readonly string[] | undefined;
    };
    readonly result: ProductDifferences;
  };
}
