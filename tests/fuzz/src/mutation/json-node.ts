/**
 * JSON as a tree of tokens: unlike values it holds duplicate names, numbers as they are written, half surrogate pairs,
 * and things that are no JSON at all.
 */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: [name: string, value: JsonNode][] }
  | { readonly kind: 'array'; readonly items: JsonNode[] }
  /** A string, number or word as it stands in the text. */
  | { readonly kind: 'token'; readonly text: string };

/** Reads well-formed JSON. */
export function readNode(text: string): JsonNode {
  return toNode(JSON.parse(text));
}

/** Makes a tree of a value as `JSON.parse` gives it. */
export function toNode(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(toNode) };
  if (typeof value !== 'object' || value === null) return token(JSON.stringify(value));
  return { kind: 'object', members: Object.entries(value).map(([name, member]) => [quote(name), toNode(member)]) };
}

/** A string, number or word. */
export function token(text: string): JsonNode {
  return { kind: 'token', text };
}

/** A string as a token. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** The text of a tree, on one line. */
export function printNode(node: JsonNode): string {
  switch (node.kind) {
    case 'token':
      return node.text;
    case 'array':
      return `[${node.items.map(printNode).join(',')}]`;
    case 'object':
      return `{${node.members.map(([name, value]) => `${name}:${printNode(value)}`).join(',')}}`;
    default:
      return node satisfies never;
  }
}

/** A copy that shares nothing. */
export function copyNode(node: JsonNode): JsonNode {
  if (node.kind === 'array') return { kind: 'array', items: node.items.map(copyNode) };
  if (node.kind === 'token') return node;
  return { kind: 'object', members: node.members.map(([name, value]) => [name, copyNode(value)]) };
}

/** A place in a tree at which another node can be put. */
export interface NodePlace {
  readonly node: JsonNode;
  readonly replace: (node: JsonNode) => void;
  /** The object or array that it is in, if it is not the whole tree. */
  readonly parent: JsonNode | undefined;
  readonly index: number;
}

/** Every place in a tree but the root. */
export function listPlaces(root: JsonNode): NodePlace[] {
  const places: NodePlace[] = [];
  const visit = (parent: JsonNode): void => {
    if (parent.kind === 'array') {
      for (const [index, node] of parent.items.entries()) {
        places.push({ node, parent, index, replace: (other) => (parent.items[index] = other) });
        visit(node);
      }
    } else if (parent.kind === 'object') {
      for (const [index, member] of parent.members.entries()) {
        places.push({ node: member[1], parent, index, replace: (other) => (member[1] = other) });
        visit(member[1]);
      }
    }
  };
  visit(root);
  return places;
}

/** The value of a member; the last one where there are several. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast(([key]) => key === quote(name))?.[1] : undefined;
}
