import { InTotoError } from '@intoto/encoding';

/** Codes of {@link BundleError} with their meaning. */
export const BUNDLE_ERROR_CODES = {
  ERR_BUNDLE_FORMAT:
    'The file is no bundle, is damaged, or is an archive that could be read in more than one way: a bundle has one form, to the byte.',
  ERR_BUNDLE_VERSION: 'The bundle is of a version that this release does not know.',
  ERR_BUNDLE_NAME:
    'A file in the bundle, or one to be put into it, has a name that could lead elsewhere or that bundles do not have.',
  ERR_BUNDLE_CONTENT: 'What was to be put into a bundle as a layout, or as the link of an inspection, is none.',
  ERR_BUNDLE_LIMIT: 'The bundle is larger, or holds more files, than is allowed.',
} as const;

/** Why a bundle cannot be made or read. */
export type BundleErrorCode = keyof typeof BUNDLE_ERROR_CODES;

/** A bundle that cannot be made or read. */
export class BundleError extends InTotoError<BundleErrorCode> {
  override readonly name = 'BundleError';
}
