/**
 * JSON as it is written, not as it is read: a name may occur twice, a number may be `1.0`, a string may hold half a
 * surrogate pair. Never changed in place.
 */
export type Tree = Atom | List | Members;

/** The text of a value without parts, verbatim. */
export interface Atom {
  readonly kind: 'atom';
  readonly text: string;
}

export interface List {
  readonly kind: 'list';
  readonly parts: readonly Tree[];
}

export interface Members {
  readonly kind: 'members';
  readonly names: readonly string[];
  readonly parts: readonly Tree[];
}

/** What {@link toTree} takes; a `Map` for members whose names are not known. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | Tree
  | readonly Plain[]
  | ReadonlyMap<string, Plain>
  | { readonly [name: string]: Plain };

/** Where a part lies: the index at each level. */
export type Path = readonly number[];

/** A value by its text, for what `JSON.stringify` does not write. */
export function atom(text: string): Atom {
  return { kind: 'atom', text };
}

export function toTree(value: Plain): Tree {
  if (value === null || typeof value !== 'object') return atom(JSON.stringify(value));
  if (isTree(value)) return value;
  if (Array.isArray(value)) return { kind: 'list', parts: (value as readonly Plain[]).map(toTree) };
  const entries = value instanceof Map ? [...(value as ReadonlyMap<string, Plain>)] : Object.entries(value);
  return {
    kind: 'members',
    names: entries.map(([name]) => name),
    parts: entries.map(([, part]) => toTree(part as Plain)),
  };
}

function isTree(value: object): value is Tree {
  return 'kind' in value;
}

/** The text, with or without blanks between the tokens. */
export function printTree(tree: Tree, blank: '' | ' ' = ''): string {
  switch (tree.kind) {
    case 'atom':
      return tree.text;
    case 'list':
      return `[${tree.parts.map((part) => printTree(part, blank)).join(`,${blank}`)}]`;
    case 'members': {
      const texts = tree.parts.map(
        (part, index) => `${JSON.stringify(tree.names[index])}:${blank}${printTree(part, blank)}`,
      );
      return `{${texts.join(`,${blank}`)}}`;
    }
    default:
      return tree satisfies never;
  }
}

export function partsOf(tree: Tree): readonly Tree[] {
  return tree.kind === 'atom' ? [] : tree.parts;
}

/** The member of that name, the last one where there are several. */
export function memberOf(tree: Tree, name: string): Tree | undefined {
  return tree.kind === 'members' ? tree.parts[tree.names.lastIndexOf(name)] : undefined;
}

/** The path of a member, as {@link memberOf} finds it, by the names that lead to it; list items by their index. */
export function pathOf(tree: Tree, names: readonly (string | number)[]): Path | undefined {
  const path: number[] = [];
  let place = tree;
  for (const name of names) {
    const index = typeof name === 'number' ? name : place.kind === 'members' ? place.names.lastIndexOf(name) : -1;
    const part = partsOf(place)[index];
    if (part === undefined) return undefined;
    path.push(index);
    place = part;
  }
  return path;
}

/** The paths of all parts, those near the root first. */
export function listPaths(tree: Tree): Path[] {
  const paths: Path[] = [];
  const open: (readonly [Path, Tree])[] = [[[], tree]];
  for (const [path, place] of open) {
    for (const [index, part] of partsOf(place).entries()) {
      const inner = [...path, index];
      paths.push(inner);
      open.push([inner, part]);
    }
  }
  return paths;
}

export function partAt(tree: Tree, path: Path): Tree | undefined {
  return path.reduce<Tree | undefined>((place, index) => place && partsOf(place)[index], tree);
}

/** The tree with what `edit` makes of the part at the path: nothing, one part, or several under the same name. */
export function editTree(tree: Tree, path: Path, edit: (part: Tree) => readonly Tree[]): Tree {
  const [index, ...rest] = path;
  if (index === undefined) return edit(tree)[0] ?? atom('null');
  const part = partsOf(tree)[index];
  if (tree.kind === 'atom' || part === undefined) return tree;
  const made = rest.length === 0 ? edit(part) : [editTree(part, rest, edit)];
  const parts = tree.parts.toSpliced(index, 1, ...made);
  if (tree.kind === 'list') return { kind: 'list', parts };
  const name = tree.names[index] ?? '';
  return {
    kind: 'members',
    names: tree.names.toSpliced(index, 1, ...made.map(() => name)),
    parts,
  };
}

/** Adds a member at the end, or an item to a list; others are left as they are. */
export function addPart(tree: Tree, name: string, part: Tree): Tree {
  switch (tree.kind) {
    case 'atom':
      return tree;
    case 'list':
      return { kind: 'list', parts: [...tree.parts, part] };
    case 'members':
      return { kind: 'members', names: [...tree.names, name], parts: [...tree.parts, part] };
    default:
      return tree satisfies never;
  }
}

/** Gives the member at the path another name. */
export function renamePart(tree: Tree, path: Path, name: string): Tree {
  const index = path.at(-1);
  if (index === undefined) return tree;
  return editTree(tree, path.slice(0, -1), (parent) => [
    parent.kind === 'members' ? { ...parent, names: parent.names.with(index, name) } : parent,
  ]);
}

/** Replaces what the names lead to; a tree without that is left as it is. */
export function setMember(payload: Tree, names: readonly (string | number)[], value: Plain): Tree {
  const path = pathOf(payload, names);
  return path === undefined ? payload : editTree(payload, path, () => [toTree(value)]);
}
