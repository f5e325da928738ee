import { join } from 'node:path';

import { makeKeyPair, PeerError, type Peers, withScratchFolder } from '../src/index.ts';
import {
  type Artefacts,
  type Container,
  CONTAINERS,
  type Implementation,
  MATRIX_KEY_KINDS,
  type MatrixKeyKind,
  type Result,
  type Task,
} from './artefacts.ts';
import { ourImplementation } from './our-implementation.ts';
import { peerImplementation } from './peer-implementation.ts';

/** What one consumer makes of what one producer made. */
export interface Cell {
  readonly producer: string;
  readonly consumer: string;
  readonly container: Container;
  readonly keyKind: MatrixKeyKind;
  /** Or why the producer makes nothing of this kind. */
  readonly results: Readonly<Record<Task, Result>> | { readonly unproduced: string };
}

/** Who consumes; all of them produce too. */
export function consumers(peers: Peers): readonly Implementation[] {
  return [
    peerImplementation('python', 'Python 3.1', peers),
    peerImplementation('python-2.3', 'Python 2.3', peers),
    peerImplementation('go', 'Go 0.11', peers),
    peerImplementation('rust', 'Rust 0.4', peers),
    ourImplementation('us', 'current'),
  ];
}

async function produced(
  producer: Implementation,
  ...kind: Parameters<Implementation['produce']>
): Promise<Artefacts | { unproduced: string }> {
  try {
    return await producer.produce(...kind);
  } catch (error) {
    if (error instanceof PeerError) return { unproduced: error.message };
    throw error;
  }
}

/** Has everything produced by everyone, and consumed by everyone, in the order of the table. */
export async function computeMatrix(peers: Peers): Promise<readonly Cell[]> {
  const everyone = consumers(peers);
  const producers = [...everyone, ourImplementation('us, old key ids', 'legacy')];
  const pairs = await Promise.all(MATRIX_KEY_KINDS.map(makeKeyPair));
  return withScratchFolder(async (folder) => {
    const cells: Cell[] = [];
    for (const container of CONTAINERS) {
      for (const pair of pairs) {
        const keyKind = pair.kind as MatrixKeyKind;
        for (const producer of producers) {
          const artefacts = await produced(producer, container, pair);
          const consumed = everyone.map(async (consumer): Promise<Cell> => {
            const place = join(folder, container, keyKind, producer.name, consumer.name);
            const results = 'unproduced' in artefacts ? artefacts : await consumer.consume(artefacts, place);
            return { producer: producer.name, consumer: consumer.name, container, keyKind, results };
          });
          cells.push(...(await Promise.all(consumed)));
        }
      }
    }
    return cells;
  });
}
