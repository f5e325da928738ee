import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { ProblemSink } from './problem.ts';

/** How `encodeLayout` and `encodeLink` treat members that this package does not know. */
export interface EncodeOptions {
  /**
   * `omit` gives exactly the tree that the Python reference makes of what it has read.
   *
   * @defaultValue `'keep'`
   */
  readonly unknownMembers?: 'keep' | 'omit' | undefined;
  /**
   * Those of certificates (`rootcas`, `intermediatecas`, `cert_constraints`), which the Python reference does not know.
   *
   * @defaultValue as `unknownMembers`
   */
  readonly certificateMembers?: 'keep' | 'omit' | undefined;
}

/** Whether the members of certificates are to be written. */
export function keepsCertificates(options: EncodeOptions): boolean {
  return (options.certificateMembers ?? options.unknownMembers) !== 'omit';
}

/** The members of `object` that are neither in `known` nor in `read`. */
export function unknownMembers(
  object: JsonObject,
  known: ReadonlySet<string>,
  read: readonly string[] = [],
): JsonObject {
  return createJsonObject(Object.entries(object).filter(([name]) => !known.has(name) && !read.includes(name)));
}

/** An object of `members` and, unless told otherwise, of the members in `unknown` that have another name. */
export function joinMembers(
  members: Readonly<Record<string, JsonValue>>,
  unknown: JsonObject,
  options: EncodeOptions,
): JsonObject {
  const known = Object.entries(members);
  switch (options.unknownMembers) {
    case 'omit':
      return createJsonObject(known);
    case 'keep':
    case undefined:
      return createJsonObject([...Object.entries(unknown), ...known]);
    default:
      throw new TypeError(
        `unknownMembers must be 'keep' or 'omit', not ${String(options.unknownMembers satisfies never)}`,
      );
  }
}

/**
 * Reports a member that the Python reference cannot load: it passes members as keyword arguments to a method, whose
 * first parameter is called `self`.
 */
export function refuseSelf(object: JsonObject, path: string, problems: ProblemSink): void {
  if (Object.hasOwn(object, 'self')) problems.add(path, 'must not have a member self, which the reference cannot read');
}
