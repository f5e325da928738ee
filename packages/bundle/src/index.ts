export { BUNDLE_ERROR_CODES, BundleError, type BundleErrorCode } from './bundle-error.ts';
export type { Bundle, BundleLimits } from './bundle.ts';
export { createBundle } from './create-bundle.ts';
export { isBundle, readBundle } from './read-bundle.ts';
