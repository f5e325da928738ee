import { type KeyFile, openKeyFile } from './key-file.ts';
import { KEY_KINDS, type KeyKind } from './key-kind.ts';
import { recognizeKey } from './recognize-key.ts';

/** What a file looks like. */
export interface KeyDescription {
  readonly kind: KeyKind;
  /** For people, with its article: "The file looks like ‹description›". Never says anything of its content. */
  readonly description: string;
  /** Which half of a key pair it holds; a private key comes with its public half. */
  readonly holds: 'public' | 'private' | 'nothing';
  /** Whether a password is needed to read it. */
  readonly encrypted: boolean;
  /** Whether `loadAnyPublicKey` or `loadAnyPrivateKey` reads it. */
  readonly loads: boolean;
  /** What else one should know or do, in a sentence without its full stop; `undefined` where there is nothing. */
  readonly note: string | undefined;
}

const NOTES: Partial<Readonly<Record<KeyKind, string>>> = {
  certificate: 'only the public key of the certificate is used; its dates and its issuer are not checked',
  'traditional-encrypted': 'this encryption is weak; `in-toto key convert` writes a better one',
};

/**
 * Says what a file is, by its form alone. Nothing is decrypted and no key is checked: a file that looks like a key may still
 * be damaged.
 *
 * @param source - the file's bytes or its text; anything at all
 * @example
 * ```ts
 * import { identifyKey } from '@intoto/keys';
 *
 * const { kind, description } = identifyKey('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBYhn... me@example.com');
 * console.log(kind, description); // openssh-public an OpenSSH public key
 * ```
 */
export function identifyKey(source: Uint8Array | string): KeyDescription {
  return describeKeyFile(openKeyFile(source));
}

/** As {@link identifyKey}, for a file that is open already. */
export function describeKeyFile(file: KeyFile): KeyDescription {
  const kind = recognizeKey(file);
  const { description, holds, encrypted, loads, remedy } = KEY_KINDS[kind];
  return { kind, description, holds, encrypted, loads, note: remedy ?? NOTES[kind] };
}
