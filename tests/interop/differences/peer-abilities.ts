import type { Peer, PeerName, Peers, RecordedArtifacts } from '../src/index.ts';

interface Recording {
  readonly record: {
    readonly request: {
      readonly artifacts: readonly string[] | null;
      readonly exclude_patterns?: readonly string[] | undefined;
      readonly lstrip_paths?: readonly string[] | undefined;
      readonly follow_symlink_dirs?: boolean | undefined;
    };
    readonly result: RecordedArtifacts;
  };
}

/** Any peer as one that records. Rust neither excludes nor is told to follow symbolic links. */
export function asRecorder(peer: Peers[PeerName]): Peer<Recording> {
  return peer;
}

interface Matching {
  readonly match_patterns: {
    readonly request: { readonly cases: readonly (readonly [pattern: string, names: readonly string[]])[] };
    readonly result: readonly string[];
  };
}

/** A peer that matches patterns as it is. */
export function asMatcher(peer: Peers['python' | 'python-2.3' | 'go']): Peer<Matching> {
  return peer;
}
