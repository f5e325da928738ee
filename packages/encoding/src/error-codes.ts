/** What each code of a {@link JsonError} means. */
export const JSON_ERROR_CODES = {
  /** The text is not JSON. */
  ERR_JSON_SYNTAX: 'The text is not JSON.',
  /** An object has the same name twice, so readers would disagree on its value. */
  ERR_JSON_DUPLICATE_NAME: 'An object has the same name twice, so readers would disagree on its value.',
  /** A number is not an exact integer; in-toto metadata has integers only. */
  ERR_JSON_FLOAT: 'A number is not an exact integer; in-toto metadata has integers only.',
  /** A string holds one half of a surrogate pair, which is not text and has no UTF-8 form. */
  ERR_JSON_SURROGATE: 'A string holds one half of a surrogate pair, which is not text and has no UTF-8 form.',
  /** Arrays and objects are nested deeper than allowed. */
  ERR_JSON_DEPTH: 'Arrays and objects are nested deeper than allowed.',
  /** The document is larger than allowed. */
  ERR_JSON_SIZE: 'The document is larger than allowed.',
  /** An integer has more than 4300 digits. */
  ERR_JSON_INTEGER_SIZE: 'An integer has more than 4300 digits.',
} as const;

/** The code of a {@link JsonError}. */
export type JsonErrorCode = keyof typeof JSON_ERROR_CODES;

/** What each code of an {@link EncodingError} means. */
export const ENCODING_ERROR_CODES = {
  /** The text is not an even number of hexadecimal digits. */
  ERR_HEX: 'The text is not an even number of hexadecimal digits.',
  /** The text is not padded base64 of the expected alphabet. */
  ERR_BASE64: 'The text is not padded base64 of the expected alphabet.',
  /** The bytes are not UTF-8, or the text has no UTF-8 form. */
  ERR_UTF8: 'The bytes are not UTF-8, or the text has no UTF-8 form.',
} as const;

/** The code of an {@link EncodingError}. */
export type EncodingErrorCode = keyof typeof ENCODING_ERROR_CODES;
