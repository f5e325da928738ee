import type { Chain, Document } from '../../interop/verdicts/chain.ts';
import { pickKey } from '../../interop/verdicts/key-ring.ts';
import type { Random } from '../../interop/verdicts/random.ts';
import {
  addPart,
  editTree,
  memberOf,
  pathOf,
  printTree,
  setMember,
  toTree,
  type Tree,
} from '../../interop/verdicts/tree.ts';
import {
  addRules,
  changeArtifacts,
  changeLayout,
  type LinkFile,
  listLinks,
  listPlainSteps,
  replaceFile,
} from './links-of-chain.ts';

/** What a report has to name first. */
export interface Cause {
  readonly codes: readonly string[];
  /** The steps whose sublayouts it is in, outermost first. */
  readonly path: readonly string[];
  readonly step?: string | undefined;
  readonly artifact?: string | undefined;
}

/** A chain without the fault, with it, and what is wrong then. */
export interface Planted {
  readonly before: Chain;
  readonly after: Chain;
  readonly cause: Cause;
}

type Plant = (random: Random, chain: Chain) => Planted | undefined;

const MISSING = ['ERR_LINK_NOT_FOUND', 'ERR_LINK_THRESHOLD'];

function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items.length === 0 ? undefined : random.pick(items);
}

/** A fault of one link, wherever it lies. */
function linkFault(codes: readonly string[], damage: (random: Random, chain: Chain, link: LinkFile) => Chain): Plant {
  return (random, chain) => {
    const link = pick(random, listLinks(chain));
    if (link === undefined) return undefined;
    return { before: chain, after: damage(random, chain, link), cause: { codes, path: link.path, step: link.step } };
  };
}

function changed(
  damage: (random: Random, document: Document) => Document,
): (random: Random, chain: Chain, link: LinkFile) => Chain {
  return (random, chain, link) =>
    replaceFile(chain, link, { ...link.file, content: damage(random, link.file.content) });
}

function byStranger(random: Random, document: Document): Document {
  const own = new Set(document.signatures.map(({ key }) => JSON.stringify(key)));
  let stranger = pickKey(random);
  while (own.has(JSON.stringify(stranger))) stranger = pickKey(random);
  return { ...document, signatures: document.signatures.map(({ keyId }) => ({ key: stranger, keyId })) };
}

function layoutFault(codes: readonly string[], damage: (random: Random, layout: Document) => Document): Plant {
  return (random, chain) => ({
    before: chain,
    after: changeLayout(chain, (layout) => damage(random, layout)),
    cause: { codes, path: [] },
  });
}

/** Names that are no patterns and need no quotes. */
const PLAIN_NAME = /^[\w./-]+$/u;

function namesIn(link: LinkFile | undefined, list: string): readonly string[] {
  const artifacts = link === undefined ? undefined : memberOf(link.file.content.payload, list);
  return artifacts?.kind === 'members' ? artifacts.names.filter((name) => PLAIN_NAME.test(name)) : [];
}

function digestsIn(link: LinkFile | undefined, list: string, name: string): string {
  const artifacts = link === undefined ? undefined : memberOf(link.file.content.payload, list);
  const digests = artifacts === undefined ? undefined : memberOf(artifacts, name);
  return digests === undefined ? '' : printTree(digests);
}

const OTHER_DIGESTS = toTree({ sha256: 'f0'.repeat(32) });

function setDigests(artifacts: Tree, name: string): Tree {
  const place = pathOf(artifacts, [name]);
  return place === undefined
    ? addPart(artifacts, name, OTHER_DIGESTS)
    : editTree(artifacts, place, () => [OTHER_DIGESTS]);
}

function withoutArtifact(artifacts: Tree, name: string): Tree {
  const place = pathOf(artifacts, [name]);
  return place === undefined ? artifacts : editTree(artifacts, place, () => []);
}

const LISTS = ['materials', 'products'] as const;

/** A material that is not what the step before left. */
const changeMaterial: Plant = (random, chain) => {
  const steps = listPlainSteps(chain);
  const options = steps.flatMap((to, at) =>
    steps.slice(0, at).flatMap((from) =>
      namesIn(to.links[0], 'materials')
        .filter((name) => digestsIn(from.links[0], 'products', name) === digestsIn(to.links[0], 'materials', name))
        .map((name) => ({ from, to, name })),
    ),
  );
  const option = pick(random, options);
  if (option === undefined) return undefined;
  const { from, to, name } = option;
  const before = addRules(chain, to, 'expected_materials', [
    ['MATCH', name, 'WITH', 'PRODUCTS', 'FROM', from.name],
    ['DISALLOW', name],
  ]);
  const after = changeArtifacts(before, to.links, 'materials', (artifacts) => setDigests(artifacts, name));
  return { before, after, cause: { codes: ['ERR_RULE_DISALLOW'], path: [], step: to.name, artifact: name } };
};

/** An artifact that nobody asked for. */
const addArtifact: Plant = (random, chain) => {
  const step = pick(random, listPlainSteps(chain));
  if (step === undefined) return undefined;
  const list = random.pick(LISTS);
  const name = random.pick(['planted', 'src/planted.c', 'bin/backdoor']);
  const before = addRules(chain, step, `expected_${list}`, [['DISALLOW', name]]);
  const after = changeArtifacts(before, step.links, list, (artifacts) => setDigests(artifacts, name));
  return { before, after, cause: { codes: ['ERR_RULE_DISALLOW'], path: [], step: step.name, artifact: name } };
};

/** An artifact that was left out. */
const removeArtifact: Plant = (random, chain) => {
  const options = listPlainSteps(chain).flatMap((step) =>
    LISTS.flatMap((list) => namesIn(step.links[0], list).map((name) => ({ step, list, name }))),
  );
  const option = pick(random, options);
  if (option === undefined) return undefined;
  const { step, list, name } = option;
  const before = addRules(chain, step, `expected_${list}`, [['REQUIRE', name]]);
  const after = changeArtifacts(before, step.links, list, (artifacts) => withoutArtifact(artifacts, name));
  return { before, after, cause: { codes: ['ERR_RULE_REQUIRE'], path: [], step: step.name, artifact: name } };
};

/** A functionary who got something else. */
const disagree: Plant = (random, chain) => {
  const step = pick(
    random,
    listPlainSteps(chain).filter(({ threshold, links }) => threshold > 1 && links.length > 1),
  );
  if (step === undefined) return undefined;
  const list = random.pick(LISTS);
  const name = pick(random, namesIn(step.links[0], list)) ?? 'planted';
  const after = changeArtifacts(chain, [random.pick(step.links)], list, (artifacts) => setDigests(artifacts, name));
  return { before: chain, after, cause: { codes: ['ERR_LINKS_DISAGREE'], path: [], step: step.name, artifact: name } };
};

/** What can be wrong, by what was done. */
export const FAULTS: Readonly<Record<string, Plant>> = {
  'a link is missing': linkFault(MISSING, (_random, chain, link) => replaceFile(chain, link)),
  "a link's signature was changed": linkFault(
    MISSING,
    changed((_random, document) => ({
      ...document,
      signatures: document.signatures.map((signature) => ({ ...signature, flaw: 'flipped bit' })),
    })),
  ),
  'a link was changed after it was signed': linkFault(
    MISSING,
    changed((_random, document) => ({
      ...document,
      payload: setMember(document.payload, ['command'], ['something', 'else']),
      signedPayload: document.payload,
    })),
  ),
  // A key of another kind makes a signature that the functionary's key cannot even read.
  "a stranger signed a link under a functionary's name": linkFault(
    [...MISSING, 'ERR_LINK_FORMAT'],
    changed(byStranger),
  ),
  'a link has the name of another key': linkFault(MISSING, (_random, chain, link) =>
    replaceFile(chain, link, { ...link.file, path: link.file.path.replace(/[^./]{1,8}\.link$/u, 'deadbeef.link') }),
  ),
  'a link was made for another step': linkFault(
    ['ERR_LINK_NAME'],
    changed((_random, document) => ({ ...document, payload: setMember(document.payload, ['name'], 'another') })),
  ),
  'a link was cut short': linkFault(
    [...MISSING, 'ERR_LINK_FORMAT'],
    changed((_random, document) => ({ ...document, damages: ['cut short'] })),
  ),
  'the layout has expired': layoutFault(['ERR_LAYOUT_EXPIRED'], (_random, layout) => ({
    ...layout,
    payload: setMember(layout.payload, ['expires'], '2020-01-01T00:00:00Z'),
  })),
  'the layout was changed after it was signed': layoutFault(['ERR_LAYOUT_SIGNATURE'], (_random, layout) => ({
    ...layout,
    payload: setMember(layout.payload, ['readme'], 'something else'),
    signedPayload: layout.payload,
  })),
  "a stranger signed the layout under an owner's name": layoutFault(
    ['ERR_LAYOUT_SIGNATURE', 'ERR_LAYOUT_KEY_ID', 'ERR_LAYOUT_UNSIGNED'],
    byStranger,
  ),
  'a material was changed in between': changeMaterial,
  'an artifact was added': addArtifact,
  'an artifact was left out': removeArtifact,
  'functionaries got different artifacts': disagree,
};
