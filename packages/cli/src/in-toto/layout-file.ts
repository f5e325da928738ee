import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  isLayout,
  type Layout,
  type Metadata,
  readMetadataAndPayload,
} from '@intoto/node';

import { UsageError } from '../usage-error.ts';

/** The layout in a file, in either container. Nothing in it is authenticated. */
export async function readLayoutFile(file: string): Promise<{ readonly metadata: Metadata; readonly layout: Layout }> {
  const { metadata, payload } = await readMetadataAndPayload(file);
  if (!isLayout(payload)) throw new UsageError(`${file} is a link, not a layout.`);
  return { metadata, layout: payload };
}

/** A layout in a container, without signatures. */
export function wrapLayout(layout: Layout, container: Metadata['container']): Metadata {
  const payload = encodeLayout(layout);
  return container === 'dsse' ? createEnvelope(payload) : createMetablock(payload);
}
