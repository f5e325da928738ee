import { createSigner, type MetadataSigner } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { InTotoError } from '@intoto/encoding';

import { readPrivateKey } from './key-files.ts';
import { readBytes } from './read-file.ts';

/** Codes of {@link SignerError} with their meaning. */
export const SIGNER_ERROR_CODES = {
  ERR_SIGNER_NOT_INSTALLED: 'A key is named by a URI for which a package is needed that is not installed.',
} as const;

/** Why a signer could not be opened. */
export type SignerErrorCode = keyof typeof SIGNER_ERROR_CODES;

/** A signer that could not be opened; `details.package` names what to install. */
export class SignerError extends InTotoError<SignerErrorCode> {
  override readonly name = 'SignerError';
}

/** How to open a signer. */
export interface OpenSignerOptions {
  /** The password of an encrypted key file, or the PIN of a token. */
  readonly password?: string | undefined;
  /** GnuPG's home directory. @defaultValue gpg's own choice */
  readonly gpgHome?: string | undefined;
  /** How keys of gpg's keyring are read: as RFC 4880 says, or as the reference reads them. @defaultValue `'strict'` */
  readonly profile?: 'strict' | 'reference' | undefined;
}

/** Signs, and holds something open until it is closed. */
export type OpenedSigner = MetadataSigner & {
  /** Ends sessions and logins; the signer is of no use afterwards. */
  close(): Promise<void>;
};

/** A kind of signer that a URI names. Its package is loaded when somebody names one, and need not be installed before. */
interface SignerKind {
  readonly packageName: string;
  open(uri: string, options: OpenSignerOptions): Promise<ClosableSigner>;
}

type ClosableSigner = MetadataSigner & Partial<Pick<OpenedSigner, 'close'>>;

const MAX_PUBLIC_KEY_BYTES = 1024 * 1024;

/** The part of a URI before the colon, in lower case, and what it stands for. All are longer than a Windows drive. */
const KINDS: ReadonlyMap<string, SignerKind> = new Map<string, SignerKind>([
  [
    'pkcs11',
    {
      packageName: '@intoto/signer-pkcs11',
      open: async (uri, { password }) =>
        (await import('@intoto/signer-pkcs11')).openPkcs11Signer(uri, { backend: nodeBackend, pin: password }),
    },
  ],
  [
    'ssh-agent',
    {
      packageName: '@intoto/signer-ssh-agent',
      open: async (uri) =>
        (await import('@intoto/signer-ssh-agent')).openSshAgentSigner(uri, {
          backend: nodeBackend,
          readFile: (path) => readBytes(path, MAX_PUBLIC_KEY_BYTES),
        }),
    },
  ],
  [
    'gpg',
    {
      packageName: '@intoto/signer-gpg',
      open: async (uri, { gpgHome, profile }) => {
        const { createGpgSigner } = await import('@intoto/signer-gpg');
        const keyId = uri.slice('gpg:'.length);
        return createGpgSigner({
          backend: nodeBackend,
          keyId: keyId === '' ? undefined : keyId,
          homeDirectory: gpgHome,
          profile,
        });
      },
    },
  ],
]);

/**
 * Opens the signer that a command line names: a private key file by its path, or a key elsewhere by a URI,
 * `pkcs11:…`, `ssh-agent:…` or `gpg:…`; after `gpg:` stands whatever gpg takes for a key, or nothing for its default one.
 * What begins with none of these is a path, `C:\key` and `other:key` too; a file whose name begins like such a URI is named
 * with its folder, `./pkcs11:key`.
 *
 * @throws SignerError `ERR_SIGNER_NOT_INSTALLED`; what the package of the URI's kind throws; for a path as `readPrivateKey`.
 */
export async function openSigner(source: string, options: OpenSignerOptions = {}): Promise<OpenedSigner> {
  const kind = KINDS.get(source.slice(0, Math.max(source.indexOf(':'), 0)).toLowerCase());
  const signer: ClosableSigner =
    kind === undefined
      ? await createSigner(await readPrivateKey(source, options), { backend: nodeBackend })
      : await openKind(kind, source, options);
  return { ...signer, close: async () => signer.close?.() };
}

/**
 * Opens a signer as {@link openSigner} and closes it when `work` is done, whatever came of it.
 * @returns what `work` resolves to
 */
export async function withSigner<T>(
  source: string,
  options: OpenSignerOptions,
  work: (signer: MetadataSigner) => Promise<T>,
): Promise<T> {
  const signer = await openSigner(source, options);
  try {
    return await work(signer);
  } finally {
    await signer.close();
  }
}

async function openKind(kind: SignerKind, uri: string, options: OpenSignerOptions): Promise<ClosableSigner> {
  try {
    return await kind.open(uri, options);
  } catch (cause) {
    if (!isMissing(cause, kind.packageName)) throw cause;
    const [scheme = ''] = uri.split(':');
    throw new SignerError(
      `Keys named by a ${scheme}: URI need a package that is not installed: npm install ${kind.packageName}`,
      { code: 'ERR_SIGNER_NOT_INSTALLED', details: { package: kind.packageName }, cause },
    );
  }
}

/** Whether the package itself is missing, rather than something that it needs. */
function isMissing(error: unknown, packageName: string): boolean {
  const isNotFound = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  return isNotFound && error.message.includes(`'${packageName}'`);
}
