/** A document for a driver: a file, or the content itself. */
export type DocumentSource =
  | { readonly path: string }
  /** Lone surrogates reach Python drivers as they are. */
  | { readonly text: string }
  | { readonly base64: string };
