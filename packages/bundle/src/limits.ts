import { MAX_ENTRIES } from './archive.ts';
import { BundleError } from './bundle-error.ts';
import type { BundleLimits } from './bundle.ts';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
const DEFAULT_MAX_ENTRIES = 20_000;

/** @throws BundleError `ERR_BUNDLE_LIMIT` */
export function assertSize(bytes: number, { maxBytes = DEFAULT_MAX_BYTES }: BundleLimits): void {
  if (bytes <= maxBytes) return;
  throw new BundleError(`The bundle has more than ${maxBytes} bytes. Raise the limit if it is yours.`, {
    code: 'ERR_BUNDLE_LIMIT',
    details: { maxBytes },
  });
}

/** @throws BundleError `ERR_BUNDLE_LIMIT` */
export function assertEntries(count: number, { maxEntries = DEFAULT_MAX_ENTRIES }: BundleLimits): void {
  if (count <= Math.min(maxEntries, MAX_ENTRIES)) return;
  throw new BundleError(
    `The bundle holds more than ${Math.min(maxEntries, MAX_ENTRIES)} files. Raise the limit if it is yours.`,
    {
      code: 'ERR_BUNDLE_LIMIT',
      details: { maxEntries },
    },
  );
}
