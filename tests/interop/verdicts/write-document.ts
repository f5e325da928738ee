import { encodeCanonicalJson, isJsonObject, parseJson } from '@intoto/encoding';
import { encodeLayout, encodeLink, IN_TOTO_PAYLOAD_TYPE, parsePayload } from '@intoto/models';

import type { Document } from './chain.ts';
import { damageBytes, damageTree } from './damage.ts';
import { printTree, toTree, type Tree } from './tree.ts';
import { writeSignature } from './write-signature.ts';

/** The bytes of the file: signed, then damaged. */
export function writeDocument(document: Document): Uint8Array {
  const { container, payload, blank } = document;
  const signed = document.signedPayload ?? payload;
  const bytes = container === 'dsse' ? envelopeBytes(printTree(signed, blank)) : metablockBytes(signed);
  const signatures = document.signatures.map((signature) => writeSignature(signature, bytes, container));
  const content: Tree =
    container === 'dsse'
      ? toTree({
          payload: Buffer.from(printTree(payload, blank)).toString('base64'),
          payloadType: IN_TOTO_PAYLOAD_TYPE,
          signatures,
        })
      : toTree({ signatures, signed: payload });
  const damaged = damageTree(content, document.damages, payload);
  return damageBytes(Buffer.from(printTree(damaged, blank)), document.damages);
}

function envelopeBytes(payload: string): Uint8Array {
  const bytes = Buffer.from(payload);
  const head = `DSSEv1 ${String(IN_TOTO_PAYLOAD_TYPE.length)} ${IN_TOTO_PAYLOAD_TYPE} ${String(bytes.length)} `;
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** What the reference would sign; for what it cannot read, the canonical form of what is there; else the text. */
function metablockBytes(payload: Tree): Uint8Array {
  const text = printTree(payload);
  try {
    const tree = parseJson(text, { dialect: 'python' });
    if (!isJsonObject(tree)) return encodeCanonicalJson(tree);
    try {
      const model = parsePayload(tree);
      const known = { unknownMembers: 'omit' } as const;
      return encodeCanonicalJson(model.type === 'layout' ? encodeLayout(model, known) : encodeLink(model, known));
    } catch {
      return encodeCanonicalJson(tree);
    }
  } catch {
    return Buffer.from(text);
  }
}
