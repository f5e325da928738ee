import type { CommonOperations, RecordedArtifacts } from './common-operations.ts';

/**
 * What the Rust driver does: Metablocks only, and no parameters. An error's type is the name of its variant; `Panic` is a panic.
 * `file` is how the crate serialises metadata, since it writes no files. Requests with lone surrogates are refused.
 */
export interface RustOperations extends CommonOperations {
  readonly record: {
    readonly request: {
      readonly artifacts: readonly string[];
      /** @defaultValue `['sha256']` */
      readonly algorithms?: readonly string[] | undefined;
      readonly lstrip_paths?: readonly string[] | undefined;
    };
    readonly result: RecordedArtifacts;
  };
}
