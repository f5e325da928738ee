import { createJsonObject, isJsonObject } from '@intoto/encoding';
import { type GpgPublicKey, parsePublicKey, type SslibPublicKey } from '@intoto/models';

/**
 * A key, or one of its subkeys, in the newer form of securesystemslib, `{keytype, scheme, keyval}` with a `pgp+` scheme: the one
 * whose signatures fit into DSSE envelopes. This form has neither an expiry nor subkeys.
 *
 * @param keyId - of a subkey. @defaultValue the main key's
 * @throws TypeError for a `keyId` that is neither the key's nor one of its subkeys'
 */
export function toSslibPublicKey(key: GpgPublicKey, keyId: string = key.keyId): SslibPublicKey {
  const chosen = keyId === key.keyId ? key : key.subkeys.get(keyId);
  const keyVal = chosen?.json['keyval'];
  const { type, method } = chosen?.json ?? {};
  if (!isJsonObject(keyVal) || typeof type !== 'string' || typeof method !== 'string')
    throw new TypeError('keyId: the key or one of its subkeys expected');
  return parsePublicKey(
    createJsonObject([
      ['keytype', type],
      ['scheme', method],
      ['keyval', keyVal],
      ['keyid', keyId],
    ]),
  ) as SslibPublicKey;
}
