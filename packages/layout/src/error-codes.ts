/** What each code of a {@link LayoutError} means. */
export const LAYOUT_ERROR_CODES = {
  /** A layout has more steps, inspections, rules or keys than are looked at. */
  ERR_LAYOUT_SIZE: 'A layout has more steps, inspections, rules or keys than are looked at.',
} as const;

/** The code of a {@link LayoutError}. */
export type LayoutErrorCode = keyof typeof LAYOUT_ERROR_CODES;
