import { isJsonObject, type JsonObject } from '@intoto/encoding';

import { checkMetablockShape } from './generated/shape-checks.ts';
import type { Metablock, MetablockSignature } from './metadata.ts';
import { throwMetadataProblems } from './model-error.ts';
import { ProblemList } from './problem.ts';
import { listSignatures, textOf } from './signature-list.ts';

/**
 * Reads `{signed, signatures}`; an absent `signatures` is an empty one.
 *
 * @throws {@link MetadataError} `ERR_METADATA_FORMAT`, `ERR_METADATA_SIGNATURE_LIMIT`
 */
export function readMetablock(tree: JsonObject, maxSignatures: number): Metablock {
  const list = listSignatures(tree['signatures'], maxSignatures);
  const problems = new ProblemList();
  checkMetablockShape(tree, '', problems);
  const signatures: MetablockSignature[] = [];
  for (const [index, json] of list.entries()) {
    if (!isJsonObject(json)) continue;
    const signature = readSignature(json);
    if (signature !== undefined) signatures.push(signature);
    else problems.add(`/signatures/${index}`, 'must have the member sig, or the members signature and other_headers');
  }
  throwMetadataProblems('a Metablock', 'ERR_METADATA_FORMAT', problems);
  return { container: 'metablock', signed: tree['signed'] as JsonObject, signatures };
}

function readSignature(json: JsonObject): MetablockSignature | undefined {
  const { keyid, sig, signature, other_headers: otherHeaders } = json;
  const keyId = textOf(keyid);
  if (signature !== undefined && otherHeaders !== undefined) {
    return { form: 'gpg', keyId, signature: textOf(signature), otherHeaders: textOf(otherHeaders), json };
  }
  return sig === undefined ? undefined : { form: 'plain', keyId, sig: textOf(sig), json };
}
