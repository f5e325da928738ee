/** No reader or writer here follows a value deeper than this; CPython stops at about the same depth. */
export const MAX_JSON_DEPTH = 1000;
