import type { EcdsaCurve } from '@intoto/crypto';
import { coordinateSize, encodeSpki, type KeyMaterial, parseSpki } from '@intoto/crypto/key-parts';
import { createJsonObject, type JsonObject } from '@intoto/encoding';

import { unsupported, unusable } from './failures.ts';
import { createMembers, encodeBase64Url, type Members } from './json-members.ts';
import { jwkScheme } from './jwk-algorithms.ts';
import { encodePrivateParts, type PrivateParts } from './private-parts.ts';
import type { PrivateSource } from './private-source.ts';

const WHAT = 'JSON Web Key';
const CURVES: ReadonlyMap<string, EcdsaCurve> = new Map([
  ['P-256', 'P-256'],
  ['P-384', 'P-384'],
  ['P-521', 'P-521'],
]);
const RSA_PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;

/**
 * Reads the public half of a JSON Web Key (RFC 7517, 7518, 8037), with the scheme that its `alg` stands for.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function parsePublicJwk(json: JsonObject): {
  readonly material: KeyMaterial;
  readonly scheme: string | undefined;
} {
  const members = createMembers(json, WHAT);
  if (members.optionalText('use') === 'enc') throw unusable('The JSON Web Key is for encryption ("use": "enc")');
  const material = readMaterial(members);
  return { material, scheme: jwkScheme(members.optionalText('alg'), material) };
}

/** Reads a private JSON Web Key. Throws as {@link parsePublicJwk}. */
export function parsePrivateJwk(json: JsonObject): PrivateSource {
  const { material, scheme } = parsePublicJwk(json);
  if (Object.hasOwn(json, 'oth')) throw unusable('The JSON Web Key has more than two primes ("oth")');
  const pkcs8 = encodePrivateParts(readParts(createMembers(json, WHAT), material));
  return { pkcs8, claimed: material, scheme };
}

/** The members of the public key that RFC 7638 names, in its order. */
export function publicJwkMembers(material: KeyMaterial): JsonObject {
  return createJsonObject(publicEntries(material).map(([name, value]) => [name, value]));
}

/** The members of a private key, its public half first. */
export function privateJwkMembers(parts: PrivateParts, material: KeyMaterial): JsonObject {
  const entries = [...publicEntries(material)];
  switch (parts.type) {
    case 'rsa':
      entries.push(...RSA_PRIVATE.map((name): [string, string] => [name, encodeBase64Url(parts[name])]));
      break;
    case 'ecdsa':
      entries.push(['d', encodeBase64Url(parts.secret)]);
      break;
    case 'ed25519':
      entries.push(['d', encodeBase64Url(parts.seed)]);
      break;
    default:
      parts satisfies never;
  }
  return createJsonObject(entries);
}

function publicEntries(material: KeyMaterial): readonly [string, string][] {
  switch (material.type) {
    case 'rsa':
      return [
        ['e', encodeBase64Url(material.exponent)],
        ['kty', 'RSA'],
        ['n', encodeBase64Url(material.modulus)],
      ];
    case 'ecdsa': {
      const size = coordinateSize(material.curve);
      return [
        ['crv', material.curve],
        ['kty', 'EC'],
        ['x', encodeBase64Url(material.point.subarray(1, 1 + size))],
        ['y', encodeBase64Url(material.point.subarray(1 + size))],
      ];
    }
    case 'ed25519':
      return [
        ['crv', 'Ed25519'],
        ['kty', 'OKP'],
        ['x', encodeBase64Url(material.point)],
      ];
    default:
      return material satisfies never;
  }
}

function readMaterial(members: Members): KeyMaterial {
  const type = members.text('kty');
  switch (type) {
    case 'RSA':
      return checked({ type: 'rsa', modulus: readDigits(members, 'n'), exponent: readDigits(members, 'e') });
    case 'EC': {
      const name = members.text('crv');
      const curve = CURVES.get(name);
      if (curve === undefined) throw unsupported(`the curve ${quote(name)}`);
      const size = coordinateSize(curve);
      const [x, y] = [members.base64url('x'), members.base64url('y')];
      if (x.length !== size || y.length !== size) throw unusable(`A coordinate on ${curve} has ${size} bytes`);
      return checked({ type: 'ecdsa', curve, point: Uint8Array.of(4, ...x, ...y) });
    }
    case 'OKP': {
      const name = members.text('crv');
      if (name !== 'Ed25519') throw unsupported(`the curve ${quote(name)}`);
      return checked({ type: 'ed25519', point: members.base64url('x') });
    }
    default:
      throw unsupported(`the JSON Web Key type ${quote(type)}`);
  }
}

function readParts(members: Members, material: KeyMaterial): PrivateParts {
  switch (material.type) {
    case 'rsa': {
      const [d, p, q, dp, dq, qi] = RSA_PRIVATE.map((name) => readDigits(members, name)) as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
      ];
      return { type: 'rsa', n: material.modulus, e: material.exponent, d, p, q, dp, dq, qi };
    }
    case 'ecdsa':
      return { type: 'ecdsa', curve: material.curve, secret: members.base64url('d') };
    case 'ed25519':
      return { type: 'ed25519', seed: members.base64url('d') };
    default:
      return material satisfies never;
  }
}

/** Some writers leave zeros before a number. */
function readDigits(members: Members, name: string): Uint8Array {
  const digits = members.base64url(name);
  const start = digits.findIndex((digit) => digit !== 0);
  return digits.subarray(start === -1 ? digits.length - 1 : start);
}

function checked(material: KeyMaterial): KeyMaterial {
  return parseSpki(encodeSpki(material));
}

/** What stands in a file may be long or unprintable. */
function quote(name: string): string {
  return JSON.stringify(name.slice(0, 40));
}
