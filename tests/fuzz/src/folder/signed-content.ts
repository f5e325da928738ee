import { createHash } from 'node:crypto';

import type { Signer } from '@intoto/crypto';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@intoto/encoding';
import { IN_TOTO_PAYLOAD_TYPE } from '@intoto/models';

import { canonicalText } from '../canonical-text.ts';

/** What people have signed: for every signature the key's id and a digest of the bytes, as `<key id>:<digest>`. */
export type SignedContent = Set<string>;

/** Notes that somebody signed these bytes. */
export function noteSigned(signed: SignedContent, signer: Signer, bytes: Uint8Array): void {
  signed.add(`${signer.publicKey.keyId}:${digestOf(bytes)}`);
  signed.add(`*:${digestOf(bytes)}`);
}

/** What a DSSE signature covers. */
export function preAuthenticationEncoding(payload: Uint8Array): Uint8Array {
  const header = `DSSEv1 ${IN_TOTO_PAYLOAD_TYPE.length} ${IN_TOTO_PAYLOAD_TYPE} ${payload.length} `;
  return new Uint8Array(Buffer.concat([Buffer.from(header), payload]));
}

/**
 * What a document's signatures have to cover, worked out here from the file and independently of the code under test.
 * @param form - whether a Metablock's cover what is there, or what the Python reference makes of it
 */
export function coveredBytes(file: Uint8Array, form: 'received' | 'reference'): Uint8Array | undefined {
  const tree = parseJson(file, { dialect: 'python' });
  if (!isJsonObject(tree)) return undefined;
  const { payload, signed } = tree;
  if (typeof payload === 'string') return preAuthenticationEncoding(Buffer.from(payload, 'base64'));
  if (!isJsonObject(signed)) return undefined;
  const text = canonicalText(form === 'received' ? signed : project(signed));
  return text === undefined ? undefined : new Uint8Array(Buffer.from(text));
}

/** The digest under which {@link noteSigned} keeps bytes. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What the Python reference makes of a Metablock's `signed`: members it knows, defaults for those that are absent. */
export function project(tree: JsonObject): JsonObject {
  if (tree['_type'] === 'link') {
    const { name = null, materials = {}, products = {}, byproducts = {}, environment = {}, command = [] } = tree;
    return { _type: 'link', name, materials, products, byproducts, environment, command };
  }
  const { expires, keys = {}, readme = '' } = tree;
  const steps = listOf(tree['steps']).map((step) => {
    const { pubkeys = [], expected_command = [], threshold = 1 } = step;
    return projectItem(step, { _type: 'step', pubkeys, expected_command, threshold });
  });
  const inspect = listOf(tree['inspect']).map((item) =>
    projectItem(item, { _type: 'inspection', run: item['run'] ?? [] }),
  );
  return { _type: 'layout', keys, readme, steps, inspect, ...(expires === undefined ? {} : { expires }) };
}

function projectItem(item: JsonObject, others: JsonObject): JsonObject {
  const { name = null, expected_materials = [], expected_products = [] } = item;
  return { ...others, name, expected_materials, expected_products };
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : [];
}
