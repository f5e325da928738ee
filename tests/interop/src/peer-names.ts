/** The other implementations of in-toto: Python 3.x (the reference), the last Python with legacy keys, Go, and Rust. */
export const PEER_NAMES = ['python', 'python-2.3', 'go', 'rust'] as const;

export type PeerName = (typeof PEER_NAMES)[number];
