import { computeKeyId, type CryptoBackend } from '@intoto/crypto';
import { encodePem, encodeSpki, type KeyMaterial, readKeyMaterial } from '@intoto/crypto/key-parts';
import { encodeBase64, encodeCanonicalJson, encodeHex, encodeUtf8 } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import { encodeBase64Url } from './json-members.ts';
import { publicJwkMembers } from './jwk.ts';
import { findNamesInFile } from './names-in-file.ts';
import { encodeSshKeyBlob } from './ssh-key-blob.ts';

/** Conventions for key ids, by names that do not change. */
export type KeyIdName =
  | 'in-toto'
  | 'in-toto-2.3'
  | 'legacy'
  | 'golang'
  | 'rust-ecdsa'
  | 'witness'
  | 'sigstore'
  | 'openssh'
  | 'jwk-thumbprint'
  | 'file';

/** One id of a key, and the programs that know the key by it. */
export interface KeyIdDescription {
  readonly id: string;
  /** Every convention that gives this id; at least one. */
  readonly names: readonly KeyIdName[];
  /** For people: the programs, with their versions. */
  readonly tools: readonly string[];
}

/** How to name a key. */
export interface DescribeKeyIdsOptions {
  readonly backend: CryptoBackend;
  /** The file that the key was loaded from: ids that it names itself come at the end. */
  readonly source?: Uint8Array | string | undefined;
}

interface Candidate {
  readonly name: KeyIdName;
  readonly id: string;
  readonly tool: string;
}

const OLD_SCHEME = 'ecdsa-sha2-nistp256';

/**
 * Every id under which programs know a key, the one of current in-toto first. Ids that several conventions agree on come once.
 * Nobody should take an id for proof of anything: verifiers compare ids as labels and then check signatures.
 *
 * @throws CryptoError `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED` for a key whose material cannot be read
 * @example
 * ```ts
 * import { generatePrivateKey } from '@intoto/crypto';
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import { describeKeyIds } from '@intoto/keys';
 *
 * const { publicKey } = await generatePrivateKey({ type: 'ecdsa', curve: 'P-384', backend });
 * for (const { id, tools } of await describeKeyIds(publicKey, { backend })) console.log(id, tools.join(', '));
 * ```
 */
export async function describeKeyIds(
  key: SslibPublicKey,
  { backend, source }: DescribeKeyIdsOptions,
): Promise<readonly KeyIdDescription[]> {
  const { material } = readKeyMaterial(key);
  const candidates = [
    ...(await inTotoIds(key, material, backend)),
    ...(await otherIds(material, backend)),
    ...(source === undefined
      ? []
      : findNamesInFile(source).map(({ id, tool }): Candidate => ({ name: 'file', id, tool }))),
  ];
  const byId = new Map<string, Candidate[]>();
  for (const candidate of candidates) byId.set(candidate.id, [...(byId.get(candidate.id) ?? []), candidate]);
  return [...byId].map(([id, same]) => ({
    id,
    names: [...new Set(same.map(({ name }) => name))],
    tools: [...new Set(same.map(({ tool }) => tool))],
  }));
}

/** SHA-256 over canonical JSON, of members that differ from program to program. */
async function inTotoIds(
  { scheme }: SslibPublicKey,
  material: KeyMaterial,
  backend: CryptoBackend,
): Promise<readonly Candidate[]> {
  const keyType = material.type;
  const pem = publicPem(material);
  const text = material.type === 'ed25519' ? encodeHex(material.point) : pem;
  const compute = async (
    name: KeyIdName,
    style: 'current' | 'legacy',
    tool: string,
    input: { readonly scheme: string; readonly public: string } = { scheme, public: text },
  ): Promise<Candidate> => {
    const publicText = style === 'legacy' ? input.public.trimEnd() : input.public;
    return {
      name,
      tool,
      id: await computeKeyId({ keyType, scheme: input.scheme, public: publicText }, style, backend),
    };
  };
  // in-toto 2.2 and 2.3 and Go give every elliptic curve the scheme of P-256.
  const old = { scheme: keyType === 'ecdsa' ? OLD_SCHEME : scheme, public: text };
  const candidates = [
    await compute('in-toto', 'current', 'in-toto 3, securesystemslib 1, this program'),
    await compute('in-toto-2.3', 'current', 'in-toto 2.2 and 2.3 for PEM files', old),
    await compute('legacy', 'legacy', 'in-toto up to 2.1, and 2.2 and 2.3 for key files of the old kind'),
    await compute('golang', 'legacy', 'in-toto-golang', old),
  ];
  if (material.type !== 'ecdsa') return [...candidates, await compute('legacy', 'legacy', 'in-toto-rs')];
  if (material.curve !== 'P-256') return candidates;
  const point = { scheme: OLD_SCHEME, public: encodeHex(material.point) };
  return [...candidates, await compute('rust-ecdsa', 'legacy', 'in-toto-rs', point)];
}

async function otherIds(material: KeyMaterial, backend: CryptoBackend): Promise<readonly Candidate[]> {
  const hash = async (bytes: Uint8Array): Promise<Uint8Array> => backend.digest('sha256', bytes);
  const spki = await hash(encodeSpki(material));
  const { blob } = encodeSshKeyBlob(material);
  const thumbprint = await hash(encodeCanonicalJson(publicJwkMembers(material)));
  return [
    { name: 'witness', id: encodeHex(await hash(encodeUtf8(publicPem(material)))), tool: 'Witness' },
    { name: 'sigstore', id: encodeBase64(spki), tool: 'Sigstore bundles (hint of a public key)' },
    { name: 'openssh', id: `SHA256:${encodeBase64(await hash(blob)).replace(/=+$/u, '')}`, tool: 'OpenSSH' },
    { name: 'jwk-thumbprint', id: encodeBase64Url(thumbprint), tool: 'JSON Web Key thumbprint (RFC 7638)' },
  ];
}

function publicPem(material: KeyMaterial): string {
  return encodePem('PUBLIC KEY', encodeSpki(material));
}
