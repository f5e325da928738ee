import type { CertificateVerifier, CertifiedSignature, Signer } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import type { CertificateAuthority } from '@intoto/models';

import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

/** A file with all certificates of an organization has less. */
const MAX_CERTIFICATE_BYTES = 8 * 1024 * 1024;

/** What a verification of layouts with certificates goes by besides the layout. */
export interface CertificateFileOptions {
  /** Paths of intermediate certificates that may lead to a layout's roots, besides those of the layout: PEM or DER. */
  readonly intermediates?: readonly string[] | undefined;
  /** The time of a signature, as somebody vouches for whom you trust. @defaultValue the time verified for, for every signature */
  readonly signingTime?: ((signature: CertifiedSignature) => Date | undefined | Promise<Date | undefined>) | undefined;
}

/**
 * Makes what `evaluateLayout` takes as `certificates`, of certificates in files. Loads `@intoto/x509` for that.
 *
 * @throws FileError where a file cannot be read; InTotoError with a code of `CERTIFICATE_CODES` and the path in `details.path`
 * where it holds no certificates
 */
export async function loadCertificateVerifier(options: CertificateFileOptions = {}): Promise<CertificateVerifier> {
  const { createCertificateVerifier } = await import('@intoto/x509');
  const { intermediates = [], signingTime } = options;
  const sources = await Promise.all(
    intermediates.map((path) =>
      named(path, async () => {
        const source = await readBytes(path, MAX_CERTIFICATE_BYTES);
        createCertificateVerifier({ intermediates: [source] });
        return source;
      }),
    ),
  );
  return createCertificateVerifier({ intermediates: sources, signingTime });
}

/**
 * A signer whose signatures carry the certificates in a file: its own first, then those that lead from it to a root.
 *
 * @param now - refuses a certificate that is not valid at this time
 * @throws FileError where the file cannot be read; InTotoError with a code of `CERTIFICATE_CODES`, e.g. `ERR_CERTIFICATE_KEY`
 * for a certificate of another key, and the path in `details.path`
 */
export async function certifySigner(signer: Signer, path: string, now: Date = new Date()): Promise<Signer> {
  const { createCertificateSigner } = await import('@intoto/x509');
  return named(path, async () =>
    createCertificateSigner(signer, await readBytes(path, MAX_CERTIFICATE_BYTES), { backend: nodeBackend, now }),
  );
}

/**
 * Reads files with one certificate each into the map that `createLayout` takes as `rootCas` and `intermediateCas`.
 *
 * @throws FileError where a file cannot be read; InTotoError with a code of `CERTIFICATE_CODES` and the path in `details.path`
 */
export async function readCertificateAuthorities(
  paths: readonly string[],
): Promise<ReadonlyMap<string, CertificateAuthority>> {
  const { createCertificateAuthority } = await import('@intoto/x509');
  const entries = await Promise.all(
    paths.map((path) =>
      named(path, async () =>
        createCertificateAuthority(await readBytes(path, MAX_CERTIFICATE_BYTES), { backend: nodeBackend }),
      ),
    ),
  );
  return new Map(entries);
}
