import { nodeBackend } from '@intoto/crypto-node';
import { type Metadata, type MetadataReadOptions, parseMetadata, type PublicKey } from '@intoto/models';
import {
  type CertificateSource,
  createMemoryEvidence,
  evaluateLayout,
  type EvidenceSource,
  type InspectionRunner,
  type Profile,
  type VerificationLimits,
  type VerificationReport,
} from '@intoto/verifier';

import { readBundleFile } from './bundle-files.ts';
import { type CertificateFileOptions, loadCertificateVerifier } from './certificates.ts';
import { assertDirectory, createDirectoryEvidence } from './directory-evidence.ts';
import { readPublicKeys } from './key-files.ts';
import { readMetadata } from './metadata-files.ts';
import { named } from './named-file.ts';
import { openpgp } from './openpgp-support.ts';

/** How to verify, wherever the evidence lies. */
export interface VerifyOptions {
  /** Paths of the project owner's public keys; every one must have signed the layout. */
  readonly keys: readonly string[];
  /** Further keys of the owner, that are no files: out of gpg's keyring, for instance. @defaultValue none */
  readonly publicKeys?: readonly PublicKey[] | undefined;
  /** @defaultValue `'strict'` */
  readonly profile?: Profile | undefined;
  /** The time to verify for. @defaultValue the system's clock */
  readonly now?: Date | undefined;
  /** For layouts that let certificates sign. */
  readonly certificates?: CertificateFileOptions | undefined;
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  /**
   * Carries out the layout's inspections, which are commands that its author chose: `createExecInspectionRunner()` executes them.
   * Without it a layout with inspections fails.
   */
  readonly inspectionRunner?: InspectionRunner | undefined;
  /** Bounds on the layout, links and sublayouts. */
  readonly limits?: VerificationLimits | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What to verify, in files. */
export interface VerifyFilesOptions extends VerifyOptions {
  /** Path of the layout. */
  readonly layout: string;
  /** Where the links are. Under the reference profile a directory that is not there holds none. @defaultValue the working directory */
  readonly linkDirectory?: string | undefined;
}

/** What to verify, in one file. */
export interface VerifyBundleOptions extends VerifyOptions {
  /** Path of the bundle, as `in-toto bundle create` makes it. */
  readonly bundle: string;
}

/**
 * Verifies a supply chain that lies in files, as `in-toto verify` does, and reports on every check.
 *
 * @returns the report; it does not throw for a failed verification, only for files it cannot use
 * @throws FileError for a layout, key or directory that cannot be read; InTotoError as `readPublicKey` and `readMetadata` do
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<VerificationReport> {
  const linkDirectory = options.linkDirectory ?? '.';
  // The reference finds no links in a directory that is not there, which matters only where a step wants some.
  if (profileOf(options) === 'strict') await assertDirectory(linkDirectory);
  const layout = readMetadata(options.layout, metadataOptions(options));
  return evaluate(layout, createDirectoryEvidence(linkDirectory), options);
}

/**
 * Verifies a supply chain whose layout and links lie in a bundle. Of the bundle itself nothing is trusted, nor are its keys; the
 * recorded inspections in it are not used: the inspections of the layout are carried out as ever.
 *
 * @returns the report; it does not throw for a failed verification, only for files it cannot use
 * @throws FileError, BundleError, and InTotoError as {@link verifyFiles} does
 */
export async function verifyBundle(options: VerifyBundleOptions): Promise<VerificationReport> {
  const { layout, links } = await readBundleFile(options.bundle);
  const evidence = createMemoryEvidence({
    links: [...links].map(([name, bytes]) => ({ name, bytes })),
    description: options.bundle,
  });
  const metadata = named(options.bundle, () => parseMetadata(layout, metadataOptions(options)));
  return evaluate(metadata, evidence, options);
}

function profileOf({ profile = 'strict' }: VerifyOptions): Profile {
  return profile;
}

function metadataOptions(options: VerifyOptions): MetadataReadOptions {
  const { maxBytes, maxDepth, maxSignatures } = options.limits ?? {};
  return { dialect: profileOf(options) === 'strict' ? 'strict' : 'python', maxBytes, maxDepth, maxSignatures };
}

async function evaluate(
  metadata: Promise<Metadata>,
  evidence: EvidenceSource,
  options: VerifyOptions,
): Promise<VerificationReport> {
  const [fileKeys, layout] = await Promise.all([readPublicKeys(options.keys), metadata]);
  const ringKeys = (options.publicKeys ?? []).map((key) => [key.keyId, key] as const);
  return evaluateLayout(layout, {
    layoutKeys: new Map([...ringKeys, ...fileKeys]),
    evidence,
    backend: nodeBackend,
    openpgp,
    now: options.now ?? new Date(),
    profile: profileOf(options),
    certificates: await openCertificates(options.certificates),
    parameters: options.parameters,
    inspectionRunner: options.inspectionRunner,
    limits: options.limits,
    signal: options.signal,
  });
}

/** A file that was named must be good, whether it is needed or not; what verifies certificates is loaded where it is. */
async function openCertificates(options: CertificateFileOptions = {}): Promise<CertificateSource> {
  if ((options.intermediates ?? []).length > 0) return loadCertificateVerifier(options);
  return () => loadCertificateVerifier(options);
}
