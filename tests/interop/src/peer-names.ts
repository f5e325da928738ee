/** The other implementations of in-toto: Python 3.x (the reference), the last Python with legacy keys, Go, and Rust. */
export const PEER_NAMES = ['python', 'python-2.3', 'go', 'rust'] as const;

export type PeerName = (typeof PEER_NAMES)[number];

export function isPeerName(word: string): word is PeerName {
  return (PEER_NAMES as readonly string[]).includes(word);
}
