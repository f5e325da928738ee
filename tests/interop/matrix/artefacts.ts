import type { KeyPair } from '../src/index.ts';

export const CONTAINERS = ['metablock', 'dsse'] as const;

export type Container = (typeof CONTAINERS)[number];

/** The kinds of keys that every implementation has. */
export const MATRIX_KEY_KINDS = ['rsa', 'ecdsa P-256', 'ed25519'] as const;

export type MatrixKeyKind = (typeof MATRIX_KEY_KINDS)[number];

/** A public key as an implementation writes it into layouts. */
export type KeyObject = Readonly<Record<string, unknown>> & { readonly keyid: string };

/** What one implementation makes with one key in one kind of container. */
export interface Artefacts {
  readonly key: KeyObject;
  readonly layout: Uint8Array;
  readonly link: Uint8Array;
}

/** What is done with the artefacts of another: its layout and its link are read and checked, then the chain of both is verified. */
export const TASKS = ['layout', 'link', 'chain'] as const;

export type Task = (typeof TASKS)[number];

export type Result =
  | { readonly ok: true }
  /** In the implementation's words. */
  | { readonly ok: false; readonly message: string };

/** An implementation, the others' or ours. */
export interface Implementation {
  readonly name: string;
  /** Rejects where the implementation cannot. */
  readonly produce: (container: Container, pair: KeyPair) => Promise<Artefacts>;
  /** What it makes of artefacts, by task; `folder` is for its use. */
  readonly consume: (artefacts: Artefacts, folder: string) => Promise<Readonly<Record<Task, Result>>>;
}
