/** A source of decisions that a seed determines: the same seed gives the same input, on every machine. */
export interface Random {
  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Uint8Array;
  /** Mostly small, sometimes near `most`. */
  size(most: number): number;
}

/** Makes a source of decisions (sfc32, seeded with a hash of the text). */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = hash(seed);
  function next(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round++) next();
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (probability) => next() / 2 ** 32 < probability,
    pick: (items) => {
      if (items.length === 0) throw new TypeError('there is nothing to pick from');
      return at(items, below(items.length));
    },
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
    size: (most) => below(1 + below(1 + below(1 + most))),
  };
}

function at<T>(items: readonly T[], index: number): T {
  return items[index] as T;
}

/** Four words that depend on every character (FNV-1a with four offsets). */
function hash(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let index = 0; index < text.length; index++) {
    for (const [place, word] of words.entries()) {
      words[place] = Math.imul(word ^ (text.charCodeAt(index) + place), 0x01000193);
    }
  }
  return words;
}
