import { createJsonObject, isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import { encodeArtifacts, readArtifacts } from './artifact.ts';
import { isNative, refuseForeignValues } from './foreign-values.ts';
import { checkLinkShape } from './generated/shape-checks.ts';
import type { Link } from './link.ts';
import { type EncodeOptions, joinMembers, refuseSelf, unknownMembers } from './members.ts';
import { throwModelProblems } from './model-error.ts';
import { ProblemList } from './problem.ts';

const KNOWN = new Set(['_type', 'name', 'materials', 'products', 'command', 'byproducts', 'environment']);

interface LinkJson {
  readonly name?: string | null;
  readonly materials?: JsonObject;
  readonly products?: JsonObject;
  readonly command?: readonly JsonValue[];
  readonly byproducts?: JsonObject;
  readonly environment?: JsonObject;
}

/**
 * Reads a link (in-toto specification 4.4) from JSON, which may come from an attacker. Members that are absent get the
 * reference's defaults. Says nothing of who made it.
 *
 * @throws {@link ModelError} `ERR_MODEL_FORMAT`, `ERR_MODEL_FLOAT`, `ERR_MODEL_SURROGATE`, `ERR_MODEL_DEPTH`, with
 * every problem in `details.problems`
 */
export function parseLink(tree: JsonValue): Link {
  const problems = new ProblemList();
  checkLinkShape(tree, '', problems);
  if (isJsonObject(tree)) refuseSelf(tree, '', problems);
  throwModelProblems('a link', 'ERR_MODEL_FORMAT', problems);
  const json = tree as LinkJson;
  const link: Link = {
    type: 'link',
    name: json.name ?? null,
    materials: readArtifacts(json.materials ?? {}),
    products: readArtifacts(json.products ?? {}),
    command: json.command ?? [],
    byproducts: json.byproducts ?? createJsonObject([]),
    environment: json.environment ?? createJsonObject([]),
    unknown: unknownMembers(tree as JsonObject, KNOWN),
  };
  // As the reference, which drops unknown members before it canonicalises. Encoding a large link takes as long as reading it.
  const isFit = Object.entries(json).every(
    ([member, value]: [string, JsonValue]) => !KNOWN.has(member) || isNative(value, 1),
  );
  if (!isFit) refuseForeignValues('a link', encodeLink(link, { unknownMembers: 'omit' }));
  return link;
}

/**
 * Whether a tree that {@link parseLink} has read is all there is to the link: {@link encodeLink} would make the same tree again,
 * because no member is absent and none is unknown.
 */
export function isWholeLink(tree: JsonObject): boolean {
  return (
    tree['_type'] === 'link' && Object.keys(tree).length === KNOWN.size && [...KNOWN].every((name) => name in tree)
  );
}

/** A link as JSON, with all members that the reference writes. */
export function encodeLink(link: Link, options: EncodeOptions = {}): JsonObject {
  const members = {
    _type: 'link',
    name: link.name,
    materials: encodeArtifacts(link.materials),
    products: encodeArtifacts(link.products),
    command: link.command,
    byproducts: link.byproducts,
    environment: link.environment,
  };
  return joinMembers(members, link.unknown, options);
}
