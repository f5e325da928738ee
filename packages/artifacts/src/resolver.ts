import type { ArtifactMap } from '@intoto/models';

import type { Recording } from './recording.ts';

/**
 * Finds and hashes what the artifacts of one URI scheme (ITE-4) refer to.
 *
 * @example
 * ```ts
 * import { createHash } from 'node:crypto';
 *
 * import { DEFAULT_RESOLVERS, recordArtifacts, type Resolver } from '@intoto/artifacts';
 *
 * const textResolver: Resolver = {
 *   scheme: 'text',
 *   resolve: async (artifacts) =>
 *     new Map(artifacts.map((uri) => [uri, { sha256: createHash('sha256').update(uri.slice(5)).digest('hex') }])),
 * };
 * console.log(await recordArtifacts(['text:hello'], { resolvers: [...DEFAULT_RESOLVERS, textResolver] }));
 * ```
 */
export interface Resolver {
  /** The text before the first `:` of the artifacts that are meant for this resolver. */
  readonly scheme: string;
  /**
   * Called once per recording, with all artifacts of the scheme as they were given (scheme included), if there are any.
   * The resolver for the scheme `file` also gets those without a known scheme.
   *
   * @returns digests by the names to record; names given by resolvers called later replace those given earlier
   */
  resolve(artifacts: readonly string[], recording: Recording): Promise<ArtifactMap>;
}
