import { HOSTILE_NAMES, HOSTILE_TOKENS, MEANINGFUL_STRINGS, MEMBER_NAMES } from '../hostile-values.ts';
import type { Random } from '../random.ts';
import { copyNode, type JsonNode, listPlaces, type NodePlace, quote, token } from './json-node.ts';

type Edit = (place: NodePlace, random: Random, root: JsonNode) => void;

/** Nesting that is harmless, at the limits of readers (200 and 1000), and beyond. */
const DEPTHS = [1, 2, 10, 190, 200, 201, 999, 1001, 3000];

const EDITS: readonly Edit[] = [
  (place, random) => place.replace(token(random.pick(HOSTILE_TOKENS))),
  (place, random) => place.replace(token(quote(random.pick(HOSTILE_NAMES)))),
  (place, random) => place.replace(token(quote(random.pick(MEANINGFUL_STRINGS)))),
  (place, random, root) => place.replace(copyNode(random.pick(listPlaces(root)).node)),
  ({ parent, index }) => removeAt(parent, index),
  ({ parent, index, node }, random) => {
    if (parent?.kind === 'array') parent.items.splice(index, 0, ...copies(node, 1 + random.size(40)));
    if (parent?.kind === 'object') parent.members.splice(random.below(index + 1), 0, duplicate(parent, index));
  },
  ({ parent, index, node }, random) => {
    if (parent?.kind !== 'object') return;
    parent.members[index] = [quote(random.pick(random.chance(0.5) ? HOSTILE_NAMES : MEMBER_NAMES)), node];
  },
  ({ node }, random, root) => {
    if (node.kind !== 'object') return;
    const name = random.pick(random.chance(0.5) ? HOSTILE_NAMES : MEMBER_NAMES);
    node.members.push([quote(name), copyNode(random.pick(listPlaces(root)).node)]);
  },
  ({ node }, random) => {
    if (node.kind === 'object') node.members.push([quote(random.pick(HOSTILE_NAMES)), token('{"sha256":"aa"}')]);
    if (node.kind === 'array') node.items.push(token(random.pick(HOSTILE_TOKENS)));
  },
  (place, random) => place.replace(nest(place.node, random)),
  (place) => place.replace({ kind: 'array', items: [place.node] }),
  (place) => place.replace({ kind: 'array', items: [] }),
  (place, random) => place.replace(editToken(place.node, random)),
  (place, random) => place.replace(editToken(place.node, random)),
  ({ parent }, random) => {
    if (parent?.kind === 'array') swap(parent.items, random);
    if (parent?.kind === 'object') swap(parent.members, random);
  },
];

/** Changes a JSON tree in one to a few places, in ways that mostly leave it JSON. The tree given is left as it is. */
export function mutateJson(node: JsonNode, random: Random): JsonNode {
  const wrapper: JsonNode = { kind: 'array', items: [copyNode(node)] };
  for (let count = 1 + random.size(4); count > 0; count--) {
    const [rootPlace, ...places] = listPlaces(wrapper);
    if (rootPlace === undefined) break;
    const place = random.chance(0.02) || places.length === 0 ? rootPlace : pickPlace(places, random);
    random.pick(EDITS)(place, random, wrapper);
  }
  return wrapper.items[0] ?? token('');
}

/** Often by the name of the member: a threshold is as likely as one of many artifacts. */
function pickPlace(places: readonly NodePlace[], random: Random): NodePlace {
  if (random.chance(0.5)) return random.pick(places);
  const names = [...new Set(places.map(nameOf))];
  const name = random.pick(names);
  return random.pick(places.filter((place) => nameOf(place) === name));
}

function nameOf({ parent, index }: NodePlace): string {
  return parent?.kind === 'object' ? (parent.members[index]?.[0] ?? '') : '';
}

function editToken(node: JsonNode, random: Random): JsonNode {
  if (node.kind !== 'token') return node;
  const { text } = node;
  const at = random.below(text.length + 1);
  const change = random.pick(['', '0', 'f', 'A', ' ', '\\', '"', '\\u0000', '\\ud800', '/', '../', '*', '-', '.']);
  return token(text.slice(0, at) + change + text.slice(at + random.below(2)));
}

function nest(node: JsonNode, random: Random): JsonNode {
  const depth = random.pick(DEPTHS);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"subkeys":{"aa":', '}}'],
  ] as const);
  const inner = node.kind === 'token' ? node.text : '1';
  return token(open.repeat(depth) + inner + close.repeat(depth));
}

function removeAt(parent: JsonNode | undefined, index: number): void {
  if (parent?.kind === 'array') parent.items.splice(index, 1);
  if (parent?.kind === 'object') parent.members.splice(index, 1);
}

function duplicate(parent: Extract<JsonNode, { kind: 'object' }>, index: number): [string, JsonNode] {
  const [name, value] = parent.members[index] ?? [quote(''), token('0')];
  return [name, copyNode(value)];
}

function copies(node: JsonNode, count: number): JsonNode[] {
  return Array.from({ length: count }, () => copyNode(node));
}

function swap(list: unknown[], random: Random): void {
  const [a, b] = [random.below(list.length), random.below(list.length)];
  [list[a], list[b]] = [list[b], list[a]];
}
