import { createPkcs11Signer, type Pkcs11Signer, type Pkcs11SignerOptions } from './create-pkcs11-signer.ts';
import { readPinSource } from './pin-source.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import { parsePkcs11Uri } from './pkcs11-uri.ts';

/** What a URI does not say. */
export interface OpenPkcs11SignerOptions extends Pick<Pkcs11SignerOptions, 'backend' | 'pin' | 'publicKey'> {
  /** The module where the URI has no `module-path`. @defaultValue the environment variable `PKCS11_MODULE_PATH` */
  readonly modulePath?: string | undefined;
}

/**
 * Makes a signer of the private key that a PKCS#11 URI (RFC 7512) names.
 * The URI's `pin-source` comes before `pin`.
 *
 * @throws {@link Pkcs11Error} `ERR_PKCS11_URI`, `ERR_PKCS11_PIN_IN_URI`, `ERR_PKCS11_PIN_SOURCE`; and as
 * {@link createPkcs11Signer}.
 */
export async function openPkcs11Signer(uri: string, options: OpenPkcs11SignerOptions): Promise<Pkcs11Signer> {
  const { token, key, scheme, pinSource, ...named } = parsePkcs11Uri(uri);
  const { backend, publicKey } = options;
  const modulePath = named.modulePath ?? options.modulePath ?? process.env['PKCS11_MODULE_PATH'] ?? '';
  if (modulePath === '')
    throw new Pkcs11Error('No PKCS#11 module is named. Add ?module-path=PATH to the URI, or set PKCS11_MODULE_PATH.', {
      code: 'ERR_PKCS11_MODULE_NOT_FOUND',
    });
  const pin = pinSource === undefined ? options.pin : () => readPinSource(pinSource);
  return createPkcs11Signer({ backend, modulePath, token, key, scheme, publicKey, pin });
}
