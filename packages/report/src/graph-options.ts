/** How graphs are drawn. */
export interface GraphOptions {
  /** Names of the keys' owners by key id, shown beside the shortened id. Not verified by anybody. */
  readonly keyNames?: ReadonlyMap<string, string> | undefined;
}
