import { createJsonObject } from '@intoto/encoding';
import type { ArtifactMap, DigestSet } from '@intoto/models';

import { mapKeyOwners } from './key-owners.ts';
import { inspectionKey, type InspectionResults } from './recording-evidence.ts';
import { digestKey } from './rehearsal.ts';
import type { Chain, ChainEvidence } from './rehearsed-chain.ts';
import type { Tampering, TamperingKind } from './tampering.ts';

/** A chain, and what its inspections see. */
export interface World {
  readonly chain: Chain;
  readonly results: InspectionResults;
}

/** Something that can be done to a world. */
export interface Trial {
  readonly tampering: Tampering;
  readonly apply: (world: World) => World;
}

const LISTS = [
  { list: 'expected_materials', member: 'materials' },
  { list: 'expected_products', member: 'products' },
] as const;

/** Everything that is tried, one after the other, in the order of the layout. */
export function* listTrials(world: World, kinds: ReadonlySet<TamperingKind>): Generator<Trial> {
  for (const trial of listChainTrials(world, world.chain, [])) {
    if (kinds.has(trial.tampering.kind)) yield trial;
  }
}

/** @param route - the places of sublayouts among the evidence of the layouts around them. */
function* listChainTrials(world: World, chain: Chain, route: readonly number[]): Generator<Trial> {
  const { layout, evidence, path } = chain;
  for (const { name: item, threshold, pubkeys } of layout.steps) {
    const mine = evidence.filter(({ step }) => step === item);
    const edit = (change: (evidence: ChainEvidence) => ChainEvidence) => (before: World) => ({
      ...before,
      chain: editChain(before.chain, route, (all) => all.map((one) => (one.step === item ? change(one) : one))),
    });
    yield* listContentTrials(mine, { item, path }, edit);
    yield {
      tampering: { kind: 'drop', item, path },
      apply: (before) => ({
        ...before,
        chain: editChain(before.chain, route, (all) => {
          const kept = new Set(mine.slice(0, Math.max(0, threshold - 1)));
          return all.filter((one) => one.step !== item || kept.has(one));
        }),
      }),
    };
    yield { tampering: { kind: 're-sign', item, path }, apply: edit((one) => ({ ...one, signedBy: undefined })) };
    const owners = mapKeyOwners(layout.keys);
    const allowed = new Set([...pubkeys.map((keyId) => owners.get(keyId)), ...mine.map(({ keyId }) => keyId)]);
    for (const keyId of layout.keys.keys()) {
      if (allowed.has(keyId)) continue;
      yield {
        tampering: { kind: 're-sign', item, path, other: keyId },
        apply: edit((one) => ({ ...one, signedBy: keyId })),
      };
    }
    for (const { name: other } of layout.steps) {
      const theirs = evidence.filter(({ step }) => step === other);
      if (other === item || theirs.length === 0) continue;
      const moved = theirs.map((one) => Object.assign({}, one, { step: item }));
      yield {
        tampering: { kind: 'move', item, path, other },
        apply: (before) => ({
          ...before,
          chain: editChain(before.chain, route, (all) => [...all.filter(({ step }) => step !== item), ...moved]),
        }),
      };
    }
  }
  for (const { name } of layout.inspections) yield* listInspectionTrials(world, name, path);
  for (const [index, { content }] of evidence.entries()) {
    if (content.type === 'chain') yield* listChainTrials(world, content, [...route, index]);
  }
}

type Edit = (change: (evidence: ChainEvidence) => ChainEvidence) => Trial['apply'];

function* listContentTrials(
  mine: readonly ChainEvidence[],
  place: { readonly item: string; readonly path: readonly string[] },
  edit: Edit,
): Generator<Trial> {
  const links = mine.flatMap(({ content }) => (content.type === 'link' ? [content] : []));
  const [link] = links;
  // The links of a step agree above a threshold of 1; below it the first stands for it.
  if (link === undefined || links.length < mine.length) return;
  const editList = (member: 'materials' | 'products', change: (artifacts: ArtifactMap) => ArtifactMap) =>
    edit((one) =>
      one.content.type === 'link'
        ? { ...one, content: { ...one.content, [member]: change(one.content[member]) } }
        : one,
    );
  for (const { list, member } of LISTS) {
    for (const { tampering, change } of listArtifactTrials(link[member])) {
      yield { tampering: { ...place, list, ...tampering }, apply: editList(member, change) };
    }
  }
  if (link.materials.size + link.products.size > 0) {
    yield {
      tampering: { kind: 'replay', ...place },
      apply: (world) => editList('products', makeOlder)(editList('materials', makeOlder)(world)),
    };
  }
}

interface ArtifactTrial {
  readonly tampering: Pick<Tampering, 'kind' | 'artifact' | 'other'>;
  readonly change: (artifacts: ArtifactMap) => ArtifactMap;
}

function* listArtifactTrials(artifacts: ArtifactMap): Generator<ArtifactTrial> {
  const names = [...artifacts.keys()];
  for (const [index, artifact] of names.entries()) {
    yield { tampering: { kind: 'alter', artifact }, change: (all) => replace(all, artifact, alterDigests) };
    yield {
      tampering: { kind: 'omit', artifact },
      change: (all) => new Map([...all].filter(([name]) => name !== artifact)),
    };
    const other = names[index + 1];
    const [one, two] = [artifacts.get(artifact), artifacts.get(other ?? '')];
    if (other === undefined || one === undefined || two === undefined || digestKey(one) === digestKey(two)) continue;
    yield {
      tampering: { kind: 'swap', artifact, other },
      change: (all) =>
        replace(
          replace(all, artifact, () => two),
          other,
          () => one,
        ),
    };
  }
}

/** What is delivered, or comes out of it, is another. A file that lies there all the time is so before and after the command. */
function* listInspectionTrials({ results }: World, item: string, path: readonly string[]): Generator<Trial> {
  const key = inspectionKey(path, item);
  const seen = results.get(key);
  if (seen === undefined) return;
  for (const { list, member } of LISTS) {
    for (const { tampering, change } of listArtifactTrials(seen[member])) {
      const { artifact = '', other = artifact } = tampering;
      const isLasting = [artifact, other].every((name) => areSame(seen.materials.get(name), seen.products.get(name)));
      if (isLasting && member === 'products') continue;
      const lists: readonly ('materials' | 'products')[] = isLasting ? ['materials', 'products'] : [member];
      yield {
        tampering: { item, path, list, ...tampering },
        apply: (world) => {
          const changed = lists.map((name) => [name, change(seen[name])] as const);
          return { ...world, results: new Map([...world.results, [key, { ...seen, ...Object.fromEntries(changed) }]]) };
        },
      };
    }
  }
}

function areSame(one: DigestSet | undefined, other: DigestSet | undefined): boolean {
  return one !== undefined && other !== undefined && digestKey(one) === digestKey(other);
}

function editChain(
  chain: Chain,
  route: readonly number[],
  change: (evidence: readonly ChainEvidence[]) => readonly ChainEvidence[],
): Chain {
  const [index, ...rest] = route;
  if (index === undefined) return { ...chain, evidence: change(chain.evidence) };
  const evidence = chain.evidence.map((one, at) =>
    at === index && one.content.type === 'chain' ? { ...one, content: editChain(one.content, rest, change) } : one,
  );
  return { ...chain, evidence };
}

function replace(artifacts: ArtifactMap, name: string, change: (digests: DigestSet) => DigestSet): ArtifactMap {
  return new Map([...artifacts].map(([other, digests]) => [other, other === name ? change(digests) : digests]));
}

function makeOlder(artifacts: ArtifactMap): ArtifactMap {
  return new Map([...artifacts].map(([name, digests]) => [name, alterDigests(digests)]));
}

/** Another content: every digest with another first digit. */
function alterDigests(digests: DigestSet): DigestSet {
  const changed = Object.entries(digests).map(
    ([name, hex]) => [name, `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`] as const,
  );
  return createJsonObject(changed) as DigestSet;
}
