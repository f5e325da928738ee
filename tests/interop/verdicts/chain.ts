import type { KeyRef } from './key-ring.ts';
import type { Tree } from './tree.ts';

/** A supply chain in files, and how it is to be verified. */
export interface Chain {
  readonly seed: number;
  /** In the order of making; a later one of the same path replaces an earlier one. */
  readonly files: readonly ChainFile[];
  /** The project owner's keys, as objects. */
  readonly keys: readonly Tree[];
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly linkDirectory: '.' | 'links';
}

/** Relative to the working directory of the verification. */
export interface ChainFile {
  readonly path: string;
  readonly content: Document | Uint8Array | 'directory';
}

/** Where the layout lies. */
export const LAYOUT_PATH = 'root.layout';

/** Signed metadata, described so that parts can be taken away before it is made. */
export interface Document {
  readonly container: 'metablock' | 'dsse';
  /** What is in the file. */
  readonly payload: Tree;
  /** What was signed, where that is something else. */
  readonly signedPayload?: Tree | undefined;
  readonly signatures: readonly SignatureRef[];
  readonly blank: '' | ' ';
  /** What was done to the container afterwards. */
  readonly damages: readonly Damage[];
}

export interface SignatureRef {
  readonly key: KeyRef;
  /** What the signature says its key is. */
  readonly keyId: string;
  readonly flaw?: SignatureFlaw | undefined;
}

export const SIGNATURE_FLAWS = [
  'other bytes',
  'flipped bit',
  'cut short',
  'longer',
  'empty',
  'upper case',
  'blanks',
  'odd digits',
  'no digits',
  'url-safe base64',
  'unpadded base64',
  'null',
  'a number',
  'a number as key id',
  'no key id',
  'no signature',
  'more members',
  'openpgp form',
  'salt of other length',
  'raw ecdsa',
  'duplicate members',
  'plain form',
  'headers other',
  'headers null',
  'headers with blanks',
  'headers cut short',
  'no headers',
] as const;

export type SignatureFlaw = (typeof SIGNATURE_FLAWS)[number];

export const DAMAGES = [
  'cut short',
  'byte order mark',
  'invalid utf-8',
  'blank at the end',
  'something at the end',
  'wrong payload type',
  'payload type with blank',
  'no payload type',
  'url-safe payload',
  'unpadded payload',
  'payload with line feed',
  'payload not base64',
  'payload not json',
  'payload a list',
  'no signatures',
  'signatures null',
  'signatures an object',
  'other container besides',
  'unknown members',
  'empty object',
  'empty list',
  'empty file',
  'deeply nested',
] as const;

export type Damage = (typeof DAMAGES)[number];

export function isDocument(content: ChainFile['content']): content is Document {
  return typeof content === 'object' && 'container' in content;
}
