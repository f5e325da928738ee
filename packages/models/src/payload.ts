import type { JsonObject } from '@intoto/encoding';

import { parseLayout } from './layout-codec.ts';
import type { Layout } from './layout.ts';
import { parseLink } from './link-codec.ts';
import type { Link } from './link.ts';
import { ModelError } from './model-error.ts';
import { printable } from './printable.ts';

/**
 * Reads a layout or a link, told apart by `_type`.
 *
 * @throws {@link ModelError} `ERR_MODEL_TYPE` for any other `_type`, and what `parseLayout` and `parseLink` throw
 */
export function parsePayload(tree: JsonObject): Layout | Link {
  const type = tree['_type'];
  if (type === 'layout') return parseLayout(tree);
  if (type === 'link') return parseLink(tree);
  const found =
    typeof type === 'string' ? printable(JSON.stringify(type)) : type === undefined ? 'absent' : 'not a string';
  throw new ModelError(`The payload is neither a layout nor a link: its _type is ${found}.`, {
    code: 'ERR_MODEL_TYPE',
    details: { problems: [{ path: '/_type', message: 'must be layout or link' }], problemCount: 1 },
  });
}

/** Tells a layout from a link. */
export function isLayout(payload: Layout | Link): payload is Layout {
  return payload.type === 'layout';
}

/** Tells a link from a layout. */
export function isLink(payload: Layout | Link): payload is Link {
  return payload.type === 'link';
}
