/**
 * What a client needs to verify a product, but for the product and a key that it trusts.
 * Nothing in it is authentic before it is verified, and the keys in it are no reason to trust anything.
 */
export interface Bundle {
  /** The signed layout, as it was received. */
  readonly layout: Uint8Array;
  /**
   * Links and sublayouts by their paths within a directory of links: `package.2f89b927.link`,
   * `build.c1ae1e51/compile.776a00e2.link`. `createMemoryEvidence` of `@intoto/verifier` takes them so.
   */
  readonly links: ReadonlyMap<string, Uint8Array>;
  /** Public keys by their file names, for people who look into it. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** Signed links of inspections that were carried out earlier, by paths as those of `links`: `untar.link`. */
  readonly inspections: ReadonlyMap<string, Uint8Array>;
}

/** Bounds on a bundle. */
export interface BundleLimits {
  /** Of the whole file. @defaultValue 256 MiB */
  readonly maxBytes?: number | undefined;
  /** Files within, at most 60,000. @defaultValue 20,000 */
  readonly maxEntries?: number | undefined;
}
