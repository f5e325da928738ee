import type { Signer } from '@intoto/crypto';
import { decodeUtf8, type JsonObject, parseJson } from '@intoto/encoding';
import { IN_TOTO_PAYLOAD_TYPE } from '@intoto/models';

import { canonicalText } from '../canonical-text.ts';
import { type JsonNode, memberOf, printNode, quote, readNode, token } from '../mutation/json-node.ts';
import { noteSigned, preAuthenticationEncoding, project, type SignedContent } from './signed-content.ts';

/** The two containers. */
export type Container = 'metablock' | 'dsse';

/** How {@link sealDocument} signs. */
export interface SealOptions {
  readonly container: Container;
  readonly signers: readonly Signer[];
  /** Where what was signed is noted. */
  readonly signed: SignedContent;
  /** Whether signatures on a Metablock cover what the reference makes of the payload. @defaultValue false */
  readonly projected?: boolean;
}

/** Signs a payload, whatever it holds, and writes the file: also one that no signer of the packages would sign. */
export async function sealDocument(payload: JsonNode, options: SealOptions): Promise<Uint8Array> {
  const text = printNode(payload);
  return options.container === 'dsse' ? sealEnvelope(Buffer.from(text), options) : sealMetablock(text, options);
}

/** As {@link sealDocument}, for a payload of any bytes. */
export async function sealEnvelope(payload: Uint8Array, { signers, signed }: SealOptions): Promise<Uint8Array> {
  const bytes = preAuthenticationEncoding(payload);
  const signatures = await Promise.all(
    signers.map(async (signer) => {
      noteSigned(signed, signer, bytes);
      return { keyid: signer.publicKey.keyId, sig: Buffer.from(await signer.sign(bytes)).toString('base64') };
    }),
  );
  const base64 = Buffer.from(payload).toString('base64');
  return Buffer.from(JSON.stringify({ payload: base64, payloadType: IN_TOTO_PAYLOAD_TYPE, signatures }));
}

async function sealMetablock(text: string, { signers, signed, projected }: SealOptions): Promise<Uint8Array> {
  const bytes = Buffer.from(canonicalPayload(text, projected === true) ?? text);
  const signatures = await Promise.all(
    signers.map(async (signer) => {
      noteSigned(signed, signer, bytes);
      return { keyid: signer.publicKey.keyId, sig: Buffer.from(await signer.sign(bytes)).toString('hex') };
    }),
  );
  return Buffer.from(`{"signatures":${JSON.stringify(signatures)},"signed":${text}}`);
}

function canonicalPayload(text: string, projected: boolean): string | undefined {
  try {
    const tree = parseJson(text, { dialect: 'python', maxDepth: 1000 }) as JsonObject;
    return canonicalText(projected ? project(tree) : tree);
  } catch {
    // What cannot be read is signed as it stands: nothing should come of it.
    return undefined;
  }
}

/** A document taken apart, as far as it is one. */
export interface OpenDocument {
  readonly container: Container;
  readonly payload: JsonNode;
  readonly keyIds: readonly string[];
}

/** Takes a document apart. @returns `undefined` for bytes that have been mutated beyond that */
export function openDocument(file: Uint8Array): OpenDocument | undefined {
  try {
    const root = readNode(decodeUtf8(file));
    const signatures = memberOf(root, 'signatures');
    const keyIds = (signatures?.kind === 'array' ? signatures.items : []).flatMap((signature) => {
      const keyId = memberOf(signature, 'keyid');
      return keyId?.kind === 'token' ? [String(JSON.parse(keyId.text))] : [];
    });
    const signed = memberOf(root, 'signed');
    if (signed !== undefined) return { container: 'metablock', payload: signed, keyIds };
    const payload = memberOf(root, 'payload') ?? token(quote(''));
    const base64 = payload.kind === 'token' ? String(JSON.parse(payload.text)) : '';
    return { container: 'dsse', payload: readNode(Buffer.from(base64, 'base64').toString('utf8')), keyIds };
  } catch {
    return undefined;
  }
}
