import { decodeUtf8 } from '@intoto/encoding';

import type { Damage } from './chain.ts';
import { addPart, atom, toTree, type Tree } from './tree.ts';

function replaceMember(tree: Tree, name: string, change: (part: Tree) => readonly Tree[]): Tree {
  if (tree.kind !== 'members') return tree;
  const entries = tree.names.flatMap((own, index) => {
    const part = tree.parts[index] ?? atom('null');
    return own === name ? change(part).map((made) => [own, made] as const) : [[own, part] as const];
  });
  return { kind: 'members', names: entries.map(([own]) => own), parts: entries.map(([, part]) => part) };
}

function replaceText(tree: Tree, name: string, change: (text: string) => string): Tree {
  return replaceMember(tree, name, (part) =>
    part.kind === 'atom' ? [toTree(change(JSON.parse(part.text) as string))] : [part],
  );
}

const TREES: Partial<Record<Damage, (tree: Tree, payload: Tree) => Tree>> = {
  'wrong payload type': (tree) => replaceMember(tree, 'payloadType', () => [toTree('application/vnd.in-toto')]),
  'payload type with blank': (tree) => replaceText(tree, 'payloadType', (text) => `${text} `),
  'no payload type': (tree) => replaceMember(tree, 'payloadType', () => []),
  'url-safe payload': (tree) => replaceText(tree, 'payload', (text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  'unpadded payload': (tree) => replaceText(tree, 'payload', (text) => text.replaceAll('=', '')),
  'payload with line feed': (tree) => replaceText(tree, 'payload', (text) => `${text.slice(0, 4)}\n${text.slice(4)}`),
  'payload not base64': (tree) => replaceText(tree, 'payload', (text) => `*${text.slice(1)}`),
  'payload not json': (tree) => replaceText(tree, 'payload', () => encode('{"_type": "layout"')),
  'payload a list': (tree) => replaceText(tree, 'payload', () => encode('[]')),
  'no signatures': (tree) => replaceMember(tree, 'signatures', () => []),
  'signatures null': (tree) => replaceMember(tree, 'signatures', () => [atom('null')]),
  'signatures an object': (tree) => replaceMember(tree, 'signatures', () => [toTree({})]),
  'other container besides': (tree, payload) => addPart(addPart(tree, 'payload', toTree('e30=')), 'signed', payload),
  'unknown members': (tree) =>
    addPart(addPart(tree, 'extra', toTree({ a: [1] })), '__proto__', toTree({ signed: null })),
  'empty object': () => toTree({}),
  'empty list': () => toTree([]),
};

const FILES: Partial<Record<Damage, (bytes: Buffer) => Buffer>> = {
  'cut short': (bytes) => bytes.subarray(0, -3),
  'byte order mark': (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  'invalid utf-8': (bytes) => Buffer.concat([bytes.subarray(0, 3), Buffer.from([0xff]), bytes.subarray(3)]),
  'blank at the end': (bytes) => Buffer.concat([bytes, Buffer.from(' \r\n\t')]),
  'something at the end': (bytes) => Buffer.concat([bytes, Buffer.from('{}')]),
  'empty file': () => Buffer.alloc(0),
  'deeply nested': (bytes) =>
    Buffer.from(decodeUtf8(bytes).replace('{', `{"x": ${'['.repeat(150)}${']'.repeat(150)}, `)),
};

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** What damages make of a container. */
export function damageTree(tree: Tree, damages: readonly Damage[], payload: Tree): Tree {
  return damages.reduce((made, damage) => TREES[damage]?.(made, payload) ?? made, tree);
}

/** What damages make of a file. */
export function damageBytes(bytes: Buffer, damages: readonly Damage[]): Buffer {
  return damages.reduce((made, damage) => FILES[damage]?.(made) ?? made, bytes);
}
