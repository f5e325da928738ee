/** What each code of a {@link ModelError} means. */
export const MODEL_ERROR_CODES = {
  /** A layout, link or key has a member of the wrong type or form, or lacks one. */
  ERR_MODEL_FORMAT: 'A layout, link or key has a member of the wrong type or form, or lacks one.',
  /** A number is not an exact integer. */
  ERR_MODEL_FLOAT: 'A number is not an exact integer.',
  /** A string holds one half of a surrogate pair, which has no UTF-8 form. */
  ERR_MODEL_SURROGATE: 'A string holds one half of a surrogate pair, which has no UTF-8 form.',
  /** Arrays and objects are nested deeper than can be written. */
  ERR_MODEL_DEPTH: 'Arrays and objects are nested deeper than can be written.',
  /** The payload's `_type` is neither `layout` nor `link`. */
  ERR_MODEL_TYPE: "The payload's `_type` is neither `layout` nor `link`.",
  /** An artifact rule does not have one of the forms that the specification gives. */
  ERR_RULE_FORMAT: 'An artifact rule does not have one of the forms that the specification gives.',
  /** A time is not `YYYY-MM-DDTHH:MM:SSZ`, or there is no such time. */
  ERR_TIME_FORMAT: 'A time is not `YYYY-MM-DDTHH:MM:SSZ`, or there is no such time.',
} as const;

/** The code of a {@link ModelError}. */
export type ModelErrorCode = keyof typeof MODEL_ERROR_CODES;

/** What each code of a {@link MetadataError} means. */
export const METADATA_ERROR_CODES = {
  /** The document is neither a Metablock nor a DSSE envelope, or a member of it has the wrong type. */
  ERR_METADATA_FORMAT: 'The document is neither a Metablock nor a DSSE envelope, or a member of it has the wrong type.',
  /** A DSSE envelope carries something else than in-toto metadata. */
  ERR_METADATA_PAYLOAD_TYPE: 'A DSSE envelope carries something else than in-toto metadata.',
  /** The payload or a signature of a DSSE envelope is not base64. */
  ERR_METADATA_BASE64: 'The payload or a signature of a DSSE envelope is not base64.',
  /** A DSSE envelope has two signatures with the same key id. */
  ERR_METADATA_DUPLICATE_SIGNATURE: 'A DSSE envelope has two signatures with the same key id.',
  /** There are more signatures than allowed. */
  ERR_METADATA_SIGNATURE_LIMIT: 'There are more signatures than allowed.',
  /** The payload of a DSSE envelope is JSON but not an object. */
  ERR_METADATA_PAYLOAD: 'The payload of a DSSE envelope is JSON but not an object.',
} as const;

/** The code of a {@link MetadataError}. */
export type MetadataErrorCode = keyof typeof METADATA_ERROR_CODES;
