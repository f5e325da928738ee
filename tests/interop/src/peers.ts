import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { CommonOperations } from './common-operations.ts';
import type { DriverProgram } from './driver-process.ts';
import type { GoOperations } from './go-operations.ts';
import { PEER_NAMES, type PeerName } from './peer-names.ts';
import { Peer } from './peer.ts';
import { driverSource, PEER_BIN, PEERS, pythonProgram } from './places.ts';
import type { PythonOperations } from './python-operations.ts';
import type { RuntimeName } from './runtimes.ts';
import type { RustOperations } from './rust-operations.ts';

/** A driver for each peer, by name. */
export interface Peers {
  readonly python: Peer<PythonOperations>;
  readonly 'python-2.3': Peer<PythonOperations>;
  readonly go: Peer<GoOperations>;
  readonly rust: Peer<RustOperations>;
}

/** File names must reach every peer as the same characters. */
const ENVIRONMENT = { LC_ALL: 'C.UTF-8' };

function pythonDriver(peer: 'python' | 'python-2.3'): DriverProgram {
  return {
    command: pythonProgram(peer, 'python'),
    words: ['-E', '-s', '-B', driverSource('python', 'driver.py')],
    env: ENVIRONMENT,
  };
}

const PROGRAMS: Record<PeerName, DriverProgram> = {
  python: pythonDriver('python'),
  'python-2.3': pythonDriver('python-2.3'),
  go: { command: join(PEER_BIN, 'in-toto-go-driver'), env: ENVIRONMENT },
  rust: { command: join(PEER_BIN, 'in-toto-rust-driver'), env: ENVIRONMENT },
};

/** Whether the peer, or the runtime, is installed: its stamp is written last. */
export function isPresent(name: PeerName | RuntimeName): boolean {
  return existsSync(join(PEERS, `${name}.stamp`));
}

/** A driver, to be closed by the caller. It starts its process at the first request. */
export function openPeer<N extends PeerName>(name: N): Peers[N] {
  return new Peer(name, PROGRAMS[name]) as unknown as Peers[N];
}

/** Any peer as one that does what all do. */
export function asCommonPeer(peer: Peers[PeerName]): Peer<CommonOperations> {
  return peer;
}

export const PRESENT_PEERS: readonly PeerName[] = PEER_NAMES.filter(isPresent);
