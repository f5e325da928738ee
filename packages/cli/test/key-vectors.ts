import { readFileSync } from 'node:fs';

interface KeyVector {
  readonly name: string;
  readonly keyid: string;
  readonly public: readonly { readonly name: string; readonly text?: string }[];
  readonly private: readonly { readonly name: string; readonly text?: string }[];
}

/** Key files that other tools wrote; the README beside them says which. */
const VECTORS = new URL('../../keys/test/vectors/key-files.json', import.meta.url);

/** The password of every encrypted one. */
export const PASSWORD = 'correct horse';

const { keys } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { readonly keys: readonly KeyVector[] };

/** The key id that in-toto 3 gives to a key. */
export function keyIdOf(key: string): string {
  const found = keys.find(({ name }) => name === key);
  if (found === undefined) throw new TypeError(`no key ${key}`);
  return found.keyid;
}

/** The text of one file of a key. */
export function fileOf(key: string, half: 'public' | 'private', name: string): string {
  const text = keys.find((each) => each.name === key)?.[half].find((file) => file.name === name)?.text;
  if (text === undefined) throw new TypeError(`no file ${name} of ${key}`);
  return text;
}
