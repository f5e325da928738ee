/** What each code of a {@link LayoutError} means. */
export const LAYOUT_ERROR_CODES = {
  /** A layout has more steps, inspections, rules or keys than are looked at. */
  ERR_LAYOUT_SIZE: 'A layout has more steps, inspections, rules or keys than are looked at.',
  /** A text for when a layout expires is neither a duration nor a time. */
  ERR_EXPIRY_FORMAT: 'A text for when a layout expires is neither a duration nor a time.',
  /** A layout that is to be made could never pass, or would ask for no evidence. */
  ERR_LAYOUT_UNSOUND: 'A layout that is to be made could never pass, or would ask for no evidence.',
  /** Links of a rehearsal do not make up a supply chain that a layout could be inferred from. */
  ERR_REHEARSAL: 'Links of a rehearsal do not make up a supply chain that a layout could be inferred from.',
  /** The source of a layout is not YAML, or says something that a source cannot say. */
  ERR_SOURCE_FORMAT: 'The source of a layout is not YAML, or says something that a source cannot say.',
} as const;

/** The code of a {@link LayoutError}. */
export type LayoutErrorCode = keyof typeof LAYOUT_ERROR_CODES;
