import { DAMAGES, type Document, SIGNATURE_FLAWS } from './chain.ts';
import { pickKey } from './key-ring.ts';
import { ODD_VALUES } from './odd-values.ts';
import type { Random } from './random.ts';
import { pickBadRule } from './rules.ts';
import { tamperKey } from './tamper-key.ts';
import {
  addPart,
  atom,
  editTree,
  listPaths,
  memberOf,
  partAt,
  partsOf,
  type Path,
  pathOf,
  type Plain,
  renamePart,
  setMember,
  toTree,
  type Tree,
} from './tree.ts';

const EXPIRES: readonly Plain[] = [
  '2001-01-01T00:00:00Z',
  '2020-06-15T12:00:00Z',
  '2020-06-15T12:00:01Z',
  '2020-06-15T11:59:59Z',
  '2999-02-29T00:00:00Z',
  '2996-02-29T00:00:00Z',
  '2999-13-01T00:00:00Z',
  '2999-01-01T24:00:00Z',
  '2999-01-01T23:59:60Z',
  '2999-01-01T23:60:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2999-01-01T00:00:00z',
  '2999-01-01t00:00:00Z',
  '2999-01-01 00:00:00Z',
  '2999-01-01T00:00:00Z\n',
  ' 2999-01-01T00:00:00Z',
  '2999-01-01T00:00:00.000Z',
  '2999-01-01T00:00:00+00:00',
  '2999-1-1T00:00:00Z',
  '2999-01-01',
  '2999-00-01T00:00:00Z',
  '2999-01-00T00:00:00Z',
  '2999-31-12T00:00:00Z',
  '29990101T000000Z',
  '',
  null,
  0,
  false,
  [],
  {},
  20200615,
  atom('0.0'),
  atom('0.5'),
];

const NAMES: readonly Plain[] = ['', 'a/b', '../x', 'other', 'ü', '\0', atom('"\\ud800"')];

type Payload = (random: Random, payload: Tree) => Tree;

function pickItem(random: Random, payload: Tree): readonly (string | number)[] {
  const list = random.chance(0.8) ? 'steps' : 'inspect';
  return [list, random.below(Math.max(1, partsOf(memberOf(payload, list) ?? toTree([])).length))];
}

const LAYOUT_CHANGES: readonly Payload[] = [
  (random, payload) => setMember(payload, ['expires'], random.pick(EXPIRES)),
  (random, payload) => setMember(payload, ['expires'], random.pick(EXPIRES)),
  (random, payload) => {
    const list = random.pick(['expected_materials', 'expected_products']);
    const path = pathOf(payload, [...pickItem(random, payload), list]);
    if (path === undefined) return payload;
    return editTree(payload, path, (rules) => [addPart(rules, '', toTree(pickBadRule(random) as Plain))]);
  },
  (random, payload) => setMember(payload, [...pickItem(random, payload), 'name'], random.pick(NAMES)),
  (random, payload) =>
    setMember(
      payload,
      [...pickItem(random, payload), 'threshold'],
      atom(random.pick(['0', '2', '3', '-1', 'true', '1.0', '"1"', 'null', '99999999999999999999'])),
    ),
  (random, payload) => {
    const path = pathOf(payload, [...pickItem(random, payload), 'pubkeys']);
    if (path === undefined) return payload;
    const added = random.pick<Plain>(['x', '', 'AB', 'abcd', pickKey(random).keyId, 7]);
    return editTree(payload, path, (keys) => [random.chance(0.5) ? addPart(keys, '', toTree(added)) : toTree([added])]);
  },
  (random, payload) => {
    const keys = memberOf(payload, 'keys');
    if (keys?.kind !== 'members' || keys.names.length === 0) return payload;
    return editTree(payload, pathOf(payload, ['keys', random.pick(keys.names)]) ?? [], (key) => [
      tamperKey(random, key),
    ]);
  },
  (random, payload) => {
    const path = pathOf(payload, ['keys']);
    const keys = memberOf(payload, 'keys');
    if (path === undefined || keys?.kind !== 'members' || keys.names.length === 0) return payload;
    const inner = [...path, random.below(keys.names.length)];
    return random.chance(0.3)
      ? editTree(payload, inner, () => [])
      : renamePart(payload, inner, random.pick([...keys.names, 'AB', 'x', '', '__proto__']));
  },
  (_random, payload) => setMember(payload, ['_type'], 'link'),
];

const LINK_CHANGES: readonly Payload[] = [
  (random, payload) => setMember(payload, ['name'], random.pick(NAMES)),
  (random, payload) => {
    const digests = listPaths(payload).filter((path) => path.length === 3);
    if (digests.length === 0) return payload;
    return editTree(payload, random.pick(digests), (part) => [tamperDigest(random, part)]);
  },
  (random, payload) => {
    const path = pathOf(payload, [random.pick(['materials', 'products'])]);
    if (path === undefined) return payload;
    const name = random.pick(['new', '__proto__', 'main.c', 'app', '', '../x']);
    const digests = random.pick<Plain>([{ sha256: 'ab' }, {}, { sha256: '' }, { sha256: 'x' }, { a: null }, [], 'ab']);
    return editTree(payload, path, (artifacts) => [addPart(artifacts, name, toTree(digests))]);
  },
  (_random, payload) => setMember(payload, ['_type'], 'layout'),
];

function tamperDigest(random: Random, digest: Tree): Tree {
  if (digest.kind !== 'atom' || !digest.text.startsWith('"')) return random.pick(ODD_VALUES);
  const text = JSON.parse(digest.text) as string;
  return random.pick<Tree>([
    toTree(text.toUpperCase()),
    toTree(`0${text.slice(1)}`),
    toTree(text.slice(1)),
    toTree(`${text}0`),
    toTree(`${text.slice(0, 4)} ${text.slice(4)}`),
    random.pick(ODD_VALUES),
  ]);
}

/** Changes anything at all. */
function tamperAnywhere(random: Random, payload: Tree): Tree {
  const paths = listPaths(payload);
  // Near the root there is less, and it matters more.
  const path = paths[Math.min(random.below(paths.length), random.below(paths.length))];
  if (path === undefined) return payload;
  const parent = partAt(payload, path.slice(0, -1));
  const value = random.pick(ODD_VALUES);
  switch (random.below(7)) {
    case 0:
      return editTree(payload, path, () => []);
    case 1:
      return editTree(payload, path, (part) => [part, part]);
    case 2:
      return editTree(payload, path, (part) => (random.chance(0.5) ? [part, value] : [value, part]));
    case 3:
      return editTree(payload, path.slice(0, -1), (part) => [
        addPart(part, random.pick(['extra', '_type', '__proto__', 'a']), value),
      ]);
    case 4:
      return parent?.kind === 'members'
        ? renamePart(payload, path, random.pick(['extra', ...parent.names]))
        : moveItem(random, payload, path);
    default:
      return editTree(payload, path, () => [value]);
  }
}

function moveItem(random: Random, payload: Tree, path: Path): Tree {
  return editTree(payload, path.slice(0, -1), (part) =>
    part.kind === 'list' ? [{ kind: 'list', parts: random.shuffle(part.parts) }] : [part],
  );
}

/** Changes a payload, by its kind or anywhere. */
export function tamperPayload(random: Random, payload: Tree): Tree {
  if (random.chance(0.45)) return tamperAnywhere(random, payload);
  return random.pick(memberOf(payload, 'steps') === undefined ? LINK_CHANGES : LAYOUT_CHANGES)(random, payload);
}

/** Changes a document: what is signed, what is in the file, the signatures, or the container. */
export function tamperDocument(random: Random, document: Document): Document {
  const { payload, signatures } = document;
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      return { ...document, payload: tamperPayload(random, payload), signedPayload: undefined };
    case 3:
    case 4:
    case 5:
      return { ...document, payload: tamperPayload(random, payload), signedPayload: document.signedPayload ?? payload };
    case 6:
      return { ...document, damages: [...document.damages, random.pick(DAMAGES)] };
    case 7:
    case 8:
      return {
        ...document,
        signatures: signatures.map((signature) => ({ ...signature, flaw: random.pick(SIGNATURE_FLAWS) })),
      };
    case 9:
      return { ...document, signatures: random.some(signatures, 0.3) };
    case 10:
      return { ...document, signatures: addSignature(random, document) };
    default:
      // Signed by somebody else under the same name.
      return { ...document, signatures: signatures.map(({ keyId }) => ({ key: pickKey(random), keyId })) };
  }
}

function addSignature(random: Random, { signatures }: Document): Document['signatures'] {
  const stranger = pickKey(random);
  const [first] = signatures;
  const added =
    first === undefined || random.chance(0.4)
      ? { key: stranger, keyId: stranger.keyId }
      : { ...first, flaw: random.chance(0.5) ? random.pick(SIGNATURE_FLAWS) : undefined };
  return random.chance(0.5) ? [added, ...signatures] : [...signatures, added];
}
