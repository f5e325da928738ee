import { quoteText } from '@intoto/encoding';

import { Pkcs11Error } from './pkcs11-error.ts';
import type { KeySelector } from './select-key.ts';
import type { TokenSelector } from './select-token.ts';

/** What a `pkcs11:` URI says. */
export interface Pkcs11Uri {
  readonly token: TokenSelector;
  readonly key: KeySelector;
  readonly modulePath?: string | undefined;
  /** Where the PIN is: `file:` and a path, or `env:` and the name of an environment variable. */
  readonly pinSource?: string | undefined;
  /** A signature scheme of in-toto; an attribute of this package's own. */
  readonly scheme?: string | undefined;
}

const TOKEN_ATTRIBUTES = {
  token: 'label',
  manufacturer: 'manufacturer',
  model: 'model',
  serial: 'serial',
  'slot-description': 'slotDescription',
  'slot-manufacturer': 'slotManufacturer',
  'library-description': 'libraryDescription',
  'library-manufacturer': 'libraryManufacturer',
  'library-version': 'libraryVersion',
} as const satisfies Record<string, keyof TokenSelector>;

const PATH_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...Object.keys(TOKEN_ATTRIBUTES),
  'slot-id',
  'object',
  'id',
  'type',
]);
const QUERY_ATTRIBUTES: ReadonlySet<string> = new Set(['module-path', 'pin-source', 'pin-value', 'scheme']);

const SCHEME = 'pkcs11:';

/**
 * Reads a PKCS#11 URI (RFC 7512) that names a private key.
 *
 * @throws {@link Pkcs11Error} `ERR_PKCS11_URI`: what is not known is refused, since it might tell two keys apart;
 * `ERR_PKCS11_PIN_IN_URI` for a `pin-value`.
 * @example
 * ```ts
 * import { parsePkcs11Uri } from '@intoto/signer-pkcs11';
 *
 * const { token, key } = parsePkcs11Uri('pkcs11:token=release%20key;id=%01%02;type=private?pin-source=env:PIN');
 * console.log(token.label, key.id); // release key, 1 2
 * ```
 */
export function parsePkcs11Uri(uri: string): Pkcs11Uri {
  if (!uri.toLowerCase().startsWith(SCHEME)) throw malformed(`it does not begin with ${SCHEME}`);
  const rest = uri.slice(SCHEME.length);
  const queryAt = rest.includes('?') ? rest.indexOf('?') : rest.length;
  const path = readAttributes(rest.slice(0, queryAt), ';', PATH_ATTRIBUTES);
  const query = readAttributes(rest.slice(queryAt + 1), '&', QUERY_ATTRIBUTES);
  if (query.has('pin-value'))
    throw new Pkcs11Error(
      'The URI holds a PIN, which others can see in the list of processes and in the history of the shell. ' +
        'Change the PIN, and give it as pin-source=file:PATH or pin-source=env:NAME.',
      { code: 'ERR_PKCS11_PIN_IN_URI' },
    );
  const type = text(path, 'type');
  if (type !== undefined && type !== 'private')
    throw malformed(`it names an object of type ${quoteText(type)}; signing takes type=private`);
  const tokenEntries = Object.entries(TOKEN_ATTRIBUTES).map(([name, member]) => [member, text(path, name)]);
  return {
    token: { ...(Object.fromEntries(tokenEntries) as TokenSelector), slotId: slotId(text(path, 'slot-id')) },
    key: { label: text(path, 'object'), id: path.get('id') },
    modulePath: text(query, 'module-path'),
    pinSource: text(query, 'pin-source'),
    scheme: text(query, 'scheme'),
  };
}

function readAttributes(part: string, separator: string, known: ReadonlySet<string>): ReadonlyMap<string, Uint8Array> {
  const attributes = new Map<string, Uint8Array>();
  if (part === '') return attributes;
  for (const attribute of part.split(separator)) {
    const [, name, value] = /^([^=]*)=(.*)$/su.exec(attribute) ?? [];
    // Not quoted: it may be a PIN that somebody put in the wrong place.
    if (name === undefined || value === undefined) throw malformed('one of its attributes has no value');
    if (!known.has(name))
      throw malformed(
        `${quoteText(name)} is not one of ${[...known].filter((each) => each !== 'pin-value').join(', ')}`,
      );
    if (attributes.has(name)) throw malformed(`${name} is there twice`);
    attributes.set(name, decode(name, value));
  }
  return attributes;
}

/** Percent-encoded bytes; what is not encoded stands for itself. */
function decode(name: string, value: string): Uint8Array {
  if (/%(?![0-9a-f]{2})/iu.test(value)) throw malformed(`the value of ${name} is not percent-encoded`);
  const parts = value.split(/(%[0-9a-f]{2})/iu);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

function text(attributes: ReadonlyMap<string, Uint8Array>, name: string): string | undefined {
  const value = attributes.get(name);
  if (value === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    throw malformed(`the value of ${name} is not UTF-8`);
  }
}

function slotId(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/u.test(value)) throw malformed('slot-id is not a number');
  return Number(value);
}

function malformed(reason: string): Pkcs11Error {
  return new Pkcs11Error(`The pkcs11: URI cannot be read: ${reason}.`, { code: 'ERR_PKCS11_URI' });
}
