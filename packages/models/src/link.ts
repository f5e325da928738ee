import type { JsonObject, JsonValue } from '@intoto/encoding';

import type { ArtifactMap } from './artifact.ts';

/** A link: what went into a step and what came out (in-toto specification 4.4). */
export interface Link {
  readonly type: 'link';
  readonly name: string | null;
  readonly materials: ArtifactMap;
  readonly products: ArtifactMap;
  readonly command: readonly JsonValue[];
  /** `stdout`, `stderr`, `return-value` by convention; opaque. */
  readonly byproducts: JsonObject;
  readonly environment: JsonObject;
  /** Members this package does not know, kept through read and write. */
  readonly unknown: JsonObject;
}
