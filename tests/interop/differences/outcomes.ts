import { makeKeyPair, type Peers } from '../src/index.ts';
import { askPeer } from './ask-peer.ts';
import { askUs } from './ask-us.ts';
import type { KeyPairs } from './chain-files.ts';
import { type Column, COLUMNS, type Difference } from './difference.ts';

export async function makeKeyPairs(): Promise<KeyPairs> {
  const [owner, alice, bob] = await Promise.all([
    makeKeyPair('ed25519'),
    makeKeyPair('ed25519'),
    makeKeyPair('ed25519'),
  ]);
  return { owner, alice, bob };
}

export type Outcomes = Partial<Record<Column, string>>;

/** What everyone does now. Those in `omit` are not asked. */
export async function outcomesOf({ input, omit = [] }: Difference, peers: Peers, pairs: KeyPairs): Promise<Outcomes> {
  const outcomes: Outcomes = {};
  for (const column of COLUMNS) {
    if (omit.includes(column)) continue;
    const outcome =
      column === 'reference' || column === 'strict'
        ? await askUs(input, column, pairs)
        : await askPeer(input, column, peers, pairs);
    if (outcome !== undefined) outcomes[column] = outcome;
  }
  return outcomes;
}
