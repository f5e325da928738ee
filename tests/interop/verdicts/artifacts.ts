import { createHash } from 'node:crypto';

import { pickArtifactName } from './names.ts';
import type { Random } from './random.ts';

/** Hex digests by algorithm. */
export type Digests = ReadonlyMap<string, string>;

export type Artifacts = ReadonlyMap<string, Digests>;

/** What files contain; few contents, so that different files are often alike. */
export const CONTENTS = ['', 'one\n', 'two\n', 'three\r\n', 'four\n'];

const SHA256 = CONTENTS.map((content) => createHash('sha256').update(content).digest('hex'));
const SHA512 = CONTENTS.map((content) => createHash('sha512').update(content).digest('hex'));

function digestsOf(random: Random, content: number): Digests {
  const sha256 = SHA256[content] ?? '';
  if (random.chance(0.93)) return new Map([['sha256', sha256]]);
  return random.pick<Digests>([
    new Map([['sha512', SHA512[content] ?? '']]),
    new Map([
      ['sha256', sha256],
      ['sha512', SHA512[content] ?? ''],
    ]),
    new Map([['sha256', sha256.toUpperCase()]]),
    new Map([['__proto__', sha256]]),
    new Map([['', '0']]),
    new Map([['SHA256', sha256]]),
    new Map(),
  ]);
}

export function makeArtifacts(random: Random, most: number): Artifacts {
  const made = new Map<string, Digests>();
  for (let count = random.below(most + 1); count > 0; count--) {
    made.set(pickArtifactName(random), digestsOf(random, random.below(CONTENTS.length)));
  }
  return made;
}

/** What a step leaves of its materials: some changed, some gone, some new. */
export function workOn(random: Random, materials: Artifacts): Artifacts {
  const products = new Map<string, Digests>();
  for (const [name, digests] of materials) {
    if (random.chance(0.1)) continue;
    products.set(name, random.chance(0.15) ? digestsOf(random, random.below(CONTENTS.length)) : digests);
  }
  for (const [name, digests] of makeArtifacts(random, 2)) products.set(name, digests);
  return products;
}

/** What a step begins with, of what those before it left. */
export function handOver(random: Random, products: Artifacts): Artifacts {
  if (random.chance(0.8)) return products;
  return new Map(random.some([...products], 0.7));
}

/** The same with a change that nobody should make. */
export function falsify(random: Random, artifacts: Artifacts): Artifacts {
  const changed = new Map(artifacts);
  const name = changed.size > 0 && random.chance(0.8) ? random.pick([...changed.keys()]) : pickArtifactName(random);
  if (changed.has(name) && random.chance(0.3)) changed.delete(name);
  else changed.set(name, digestsOf(random, random.below(CONTENTS.length)));
  return changed;
}
