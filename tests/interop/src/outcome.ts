/** An exception or error of the driven program. */
export interface PeerFault {
  /** The class of a Python exception, e.g. `FormatError`; `Error` or `Panic` where a language has no classes of errors. */
  readonly type: string;
  readonly message: string;
}

/** What a peer makes of a request. */
export type PeerOutcome<T> =
  | { readonly ok: true; readonly result: T; readonly log: readonly string[] }
  | { readonly ok: false; readonly error: PeerFault; readonly log: readonly string[] };

/** An outcome as it travels; `kind` says whose fault an error is. */
export interface WireOutcome {
  readonly id?: number;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error?: PeerFault & { readonly kind: 'peer' | 'driver' };
  readonly log?: readonly string[];
}
