import { digestKey, type RehearsedStep } from './rehearsal.ts';

/**
 * The names of steps so that each comes after those whose work it uses: who made an artifact, by creating or changing it,
 * comes before who has it among the materials. Otherwise, and where steps use each other's work, in the order of the first rehearsal.
 */
export function orderSteps(rehearsals: readonly ReadonlyMap<string, RehearsedStep>[]): readonly string[] {
  const [first = new Map<string, RehearsedStep>()] = rehearsals;
  const before = new Map([...first.keys()].map((name) => [name, new Set<string>()]));
  for (const steps of rehearsals) {
    const makers = new Map<string, string[]>();
    for (const { name, link } of steps.values()) {
      for (const [artifact, digests] of link.products) {
        const found = link.materials.get(artifact);
        if (found !== undefined && digestKey(found) === digestKey(digests)) continue;
        const key = contentKey(artifact, digestKey(digests));
        makers.set(key, [...(makers.get(key) ?? []), name]);
      }
    }
    for (const { name, link } of steps.values()) {
      for (const [artifact, digests] of link.materials) {
        for (const maker of makers.get(contentKey(artifact, digestKey(digests))) ?? []) {
          if (maker !== name) before.get(name)?.add(maker);
        }
      }
    }
  }
  const order: string[] = [];
  const left = new Set(first.keys());
  while (left.size > 0) {
    const names = [...left];
    const next = names.find((name) => [...(before.get(name) ?? [])].every((other) => !left.has(other))) ?? names[0];
    if (next === undefined) break;
    order.push(next);
    left.delete(next);
  }
  return order;
}

/** What stays of an artifact wherever it is put: the last part of its name, and its content. */
function contentKey(artifact: string, digests: string): string {
  return `${artifact.slice(artifact.lastIndexOf('/') + 1)}\0${digests}`;
}
