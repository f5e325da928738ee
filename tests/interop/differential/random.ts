/** Draws that depend on a seed alone. */
export interface Random {
  /** From 0 to less than 1. */
  next(): number;
  /** An integer from 0 to less than `end`. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** From `least` to `most` draws. */
  several<T>(least: number, most: number, draw: (index: number) => T): T[];
}

/** A generator of 32 bits of state (mulberry32): good enough to choose test data, and the same everywhere. */
export function createRandom(seed: number): Random {
  // Seeds are consecutive numbers; their first draws must not be alike.
  let state = Math.imul(seed ^ (seed >>> 16), 0x9e37_79b1) ^ Math.floor(seed / 2 ** 32);
  const next = (): number => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  next();
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('there is nothing to pick from');
      return item;
    },
    several: (least, most, draw) => Array.from({ length: least + below(most - least + 1) }, (_, index) => draw(index)),
  };
}
