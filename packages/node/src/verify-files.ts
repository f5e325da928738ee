import { nodeBackend } from '@intoto/crypto-node';
import { type Metadata, type MetadataReadOptions, parseMetadata, type PublicKey } from '@intoto/models';
import {
  type CertificateSource,
  createMemoryEvidence,
  evaluateLayout,
  evaluateSteps,
  type EvidenceSource,
  type InspectionRunner,
  type PartialReport,
  type Profile,
  type VerificationLimits,
  type VerificationReport,
  type VerifyLayoutOptions,
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
  /** Whether the links may be read without anything else happening in the process: see `createDirectoryEvidence`. @defaultValue false */
  readonly blocking?: boolean | undefined;
}

/** What to verify, in one file. */
export interface VerifyBundleOptions extends VerifyOptions {
  /** Path of the bundle, as `in-toto bundle create` makes it. */
  readonly bundle: string;
}

/** Some steps to verify, in files. */
export interface VerifyFileStepsOptions extends Omit<VerifyFilesOptions, 'inspectionRunner'> {
  /** Their names; at least one. */
  readonly steps: readonly string[];
}

/** Some steps to verify, in one file. */
export interface VerifyBundleStepsOptions extends Omit<VerifyBundleOptions, 'inspectionRunner'> {
  /** Their names; at least one. */
  readonly steps: readonly string[];
}

/**
 * Verifies a supply chain that lies in files, as `in-toto verify` does, and reports on every check.
 *
 * @returns the report; it does not throw for a failed verification, only for files it cannot use
 * @throws FileError for a layout, key or directory that cannot be read; InTotoError as `readPublicKey` and `readMetadata` do
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<VerificationReport> {
  const { layout, ...rest } = await openSubject(options, await openFiles(options));
  return evaluateLayout(layout, { ...rest, inspectionRunner: options.inspectionRunner });
}

/**
 * Verifies some steps of it alone, as `in-toto verify --only` does: see `evaluateSteps`. The report never passes.
 *
 * @throws as {@link verifyFiles}; StepSelectionError for a name that is not one of a step
 */
export async function verifyFileSteps(options: VerifyFileStepsOptions): Promise<PartialReport> {
  const { layout, ...rest } = await openSubject(options, await openFiles(options));
  return evaluateSteps(layout, { ...rest, steps: options.steps });
}

/**
 * Verifies a supply chain whose layout and links lie in a bundle. Of the bundle itself nothing is trusted, nor are its keys; the
 * recorded inspections in it are not used: the inspections of the layout are carried out as ever.
 *
 * @returns the report; it does not throw for a failed verification, only for files it cannot use
 * @throws FileError, BundleError, and InTotoError as {@link verifyFiles} does
 */
export async function verifyBundle(options: VerifyBundleOptions): Promise<VerificationReport> {
  const { layout, ...rest } = await openSubject(options, await openBundle(options));
  return evaluateLayout(layout, { ...rest, inspectionRunner: options.inspectionRunner });
}

/**
 * Verifies some steps of it alone, as {@link verifyFileSteps} does.
 *
 * @throws as {@link verifyBundle}; StepSelectionError for a name that is not one of a step
 */
export async function verifyBundleSteps(options: VerifyBundleStepsOptions): Promise<PartialReport> {
  const { layout, ...rest } = await openSubject(options, await openBundle(options));
  return evaluateSteps(layout, { ...rest, steps: options.steps });
}

/** A layout and where its links come from. */
interface Subject {
  readonly layout: Metadata;
  readonly evidence: EvidenceSource;
}

async function openFiles(options: Omit<VerifyFilesOptions, 'inspectionRunner'>): Promise<Subject> {
  const linkDirectory = options.linkDirectory ?? '.';
  // The reference finds no links in a directory that is not there, which matters only where a step wants some.
  if (profileOf(options) === 'strict') await assertDirectory(linkDirectory);
  const layout = await readMetadata(options.layout, metadataOptions(options));
  return { layout, evidence: createDirectoryEvidence(linkDirectory, { blocking: options.blocking }) };
}

async function openBundle(options: Omit<VerifyBundleOptions, 'inspectionRunner'>): Promise<Subject> {
  const { layout, links } = await readBundleFile(options.bundle);
  const evidence = createMemoryEvidence({
    links: [...links].map(([name, bytes]) => ({ name, bytes })),
    description: options.bundle,
  });
  return { layout: await named(options.bundle, () => parseMetadata(layout, metadataOptions(options))), evidence };
}

function profileOf({ profile = 'strict' }: VerifyOptions): Profile {
  return profile;
}

function metadataOptions(options: VerifyOptions): MetadataReadOptions {
  const { maxBytes, maxDepth, maxSignatures } = options.limits ?? {};
  return { dialect: profileOf(options) === 'strict' ? 'strict' : 'python', maxBytes, maxDepth, maxSignatures };
}

/** Everything that a verification takes but what to do about inspections. */
async function openSubject(
  options: Omit<VerifyOptions, 'inspectionRunner'>,
  { layout, evidence }: Subject,
): Promise<Subject & Omit<VerifyLayoutOptions, 'inspectionRunner'>> {
  const fileKeys = await readPublicKeys(options.keys);
  const ringKeys = (options.publicKeys ?? []).map((key) => [key.keyId, key] as const);
  return {
    layout,
    layoutKeys: new Map([...ringKeys, ...fileKeys]),
    evidence,
    backend: nodeBackend,
    openpgp,
    now: options.now ?? new Date(),
    profile: profileOf(options),
    certificates: await openCertificates(options.certificates),
    parameters: options.parameters,
    limits: options.limits,
    signal: options.signal,
  };
}

/** A file that was named must be good, whether it is needed or not; what verifies certificates is loaded where it is. */
async function openCertificates(options: CertificateFileOptions = {}): Promise<CertificateSource> {
  if ((options.intermediates ?? []).length > 0) return loadCertificateVerifier(options);
  return () => loadCertificateVerifier(options);
}
