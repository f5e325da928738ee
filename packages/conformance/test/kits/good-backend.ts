import { SCHEME_NAMES, type SchemeName } from '@intoto/conformance/kits';
import { type CryptoBackend, combineBackends, CryptoError, type SignatureScheme } from '@intoto/crypto';
import { resolveScheme } from '@intoto/crypto';
import { nobleBackend } from '@intoto/crypto-noble';
import { webBackend } from '@intoto/crypto-web';

/** A backend without known defects, in Node and in browsers. */
export const good: CryptoBackend = combineBackends(webBackend, nobleBackend);

/** Everything but what neither of the two has. */
export const GOOD_SCHEMES: readonly SchemeName[] = SCHEME_NAMES.filter((name) => !name.endsWith('sha224'));

/** The same with some schemes only, so that a test of one scheme need not wait for the others. */
export function restrict(backend: CryptoBackend, schemes: readonly SchemeName[]): CryptoBackend {
  const allowed = new Set(schemes.map((name) => JSON.stringify(toScheme(name))));
  const assertAllowed = (scheme: SignatureScheme): void => {
    if (!allowed.has(JSON.stringify(scheme))) throw unsupported();
  };
  return {
    ...backend,
    createVerifier: async (scheme, spki) => {
      assertAllowed(scheme);
      return backend.createVerifier(scheme, spki);
    },
    createSign: async (scheme, pkcs8) => {
      assertAllowed(scheme);
      return backend.createSign(scheme, pkcs8);
    },
    generateKey: async (scheme) => {
      assertAllowed(scheme);
      return backend.generateKey(scheme);
    },
  };
}

/** What a backend says that lacks something. */
export function unsupported(): CryptoError {
  return new CryptoError('not here', { code: 'ERR_CRYPTO_UNSUPPORTED' });
}

function toScheme(name: SchemeName): SignatureScheme {
  const [type = ''] = name.split('-');
  const scheme = resolveScheme(type === 'rsassa' ? 'rsa' : type, name);
  if (scheme === undefined) throw new TypeError(`no scheme ${name}`);
  return scheme;
}
