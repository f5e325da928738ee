/** One piece of metadata that may be evidence for a step. Untrusted in every respect. */
export interface Candidate {
  /** Where it lies, for people: a path, a URL, an index. */
  readonly location: string;
  /**
   * Which of the asked key ids it claims to be signed with, as far as its name tells: a hint.
   * Empty where its name rules all of them out; such a candidate counts only for a step that lets certificates sign, since it
   * is not known beforehand whose; for others it is reported, never used.
   */
  readonly keyIds: readonly string[];
  /** Its bytes; at most `maxBytes` of them are wanted, a longer one may be cut one byte after. */
  read(maxBytes: number): Promise<Uint8Array>;
  /**
   * Whether nobody needs what `read` gave any more, as where it comes from a file that is read anew each time. Where it is large the
   * verifier takes its memory away then (its buffer is detached), which saves a copy of it.
   * @defaultValue `false`
   */
  readonly handsOver?: boolean | undefined;
}

/** What the verifier asks for: candidates for one step. */
export interface EvidenceQuery {
  readonly step: string;
  /** Key ids that may have signed: the step's `pubkeys` and their subkeys, in the layout's order, without repeats. */
  readonly keyIds: readonly string[];
  /**
   * Candidates that claim none of the key ids could only explain why links are missing. A source may leave them out where it
   * would have to look for them; it is asked again, without this, when there is something to explain.
   */
  readonly claimedOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Where links and sublayouts come from: a directory, a `Map`, a registry.
 * The verifier trusts nothing it returns; a source that lies can only make verification fail.
 */
export interface EvidenceSource {
  /** For people: e.g. the directory's path. */
  readonly description: string;
  /** All candidates for a step, in any order. Resolves to none where there are none. Rejects only for an outside failure. */
  find(query: EvidenceQuery): Promise<readonly Candidate[]>;
  /** The source of a sublayout's links, for a sublayout that stands for `step` and is signed by `keyId`. */
  sublayout(step: string, keyId: string): EvidenceSource;
}
