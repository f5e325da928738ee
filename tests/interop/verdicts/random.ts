import { createRandom as createDraws, type Random as Draws } from '../differential/random.ts';

/** Decisions that a seed determines: the same seed makes the same chain on every machine. */
export interface Random extends Draws {
  /** Each item with the given probability, in order. */
  some<T>(items: readonly T[], probability: number): T[];
  shuffle<T>(items: readonly T[]): T[];
}

export function createRandom(seed: number): Random {
  const draws = createDraws(seed);
  return {
    ...draws,
    some: (items, probability) => items.filter(() => draws.chance(probability)),
    shuffle: (items) =>
      items
        .map((item) => ({ item, place: draws.next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}
