import { encodeLayout, encodeLink, type EncodeOptions, type Layout, type Link, type Metadata } from '@intoto/models';

/** What {@link completeMetadata} does besides filling in what is absent. */
export interface CompleteMetadataOptions extends EncodeOptions {
  /** `expires` for a layout that has none. @defaultValue it goes without */
  readonly expires?: string | undefined;
}

/**
 * Makes metadata ready to be signed: in a Metablock, members that are absent get the defaults that the Python reference
 * fills in before it checks a signature, which would otherwise not verify there. Signatures on it may cease to verify.
 * An envelope is returned as it is: its signatures cover bytes.
 *
 * @param payload - what `parsePayload` made of the metadata's payload
 */
export function completeMetadata(
  metadata: Metadata,
  payload: Layout | Link,
  options: CompleteMetadataOptions = {},
): Metadata {
  if (metadata.container === 'dsse') return metadata;
  if (payload.type === 'link') return { ...metadata, signed: encodeLink(payload, options) };
  const layout = { ...payload, expires: payload.expires ?? options.expires };
  return { ...metadata, signed: encodeLayout(layout, options) };
}
