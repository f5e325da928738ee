import { encodeBase64, encodeUtf8, type JsonValue } from '@intoto/encoding';
import type { Metadata, SslibPublicKey } from '@intoto/models';

import { CryptoError } from './crypto-error.ts';
import { encodePem, findPemBlock } from './pem.ts';

/**
 * What a signature carries besides `keyid` and `sig` where the signer's key has certificates in `keyval.certificate`, the
 * signer's own first: `cert` in a Metablock, as in-toto-golang writes it; `certificate` in an envelope, as Witness does; and in
 * both `intermediates`.
 *
 * @throws {@link CryptoError} `ERR_KEY_FORMAT` for a text that is not a list of certificates in PEM.
 */
export function certificateMembers(
  { keyVal }: SslibPublicKey,
  container: Metadata['container'],
): readonly (readonly [name: string, value: JsonValue])[] {
  const { certificate } = keyVal;
  if (typeof certificate !== 'string' || certificate === '') return [];
  const [leaf, ...intermediates] = splitCertificates(certificate);
  if (leaf === undefined)
    throw new CryptoError('The key has a certificate that is not PEM', { code: 'ERR_KEY_FORMAT' });
  const encode = (pem: string): string => (container === 'dsse' ? encodeBase64(encodeUtf8(pem)) : pem);
  return [
    [container === 'dsse' ? 'certificate' : 'cert', encode(leaf)],
    ...(intermediates.length === 0 ? [] : ([['intermediates', intermediates.map(encode)]] as const)),
  ];
}

function splitCertificates(text: string): readonly string[] {
  const certificates: string[] = [];
  let rest = text;
  for (let block = findPemBlock(rest); block !== undefined; block = findPemBlock(rest)) {
    if (block.label !== 'CERTIFICATE')
      throw new CryptoError(`The key has "${block.label}" where a certificate belongs`, { code: 'ERR_KEY_FORMAT' });
    certificates.push(encodePem('CERTIFICATE', block.bytes));
    rest = rest.slice(rest.indexOf(block.text) + block.text.length);
  }
  return certificates;
}
