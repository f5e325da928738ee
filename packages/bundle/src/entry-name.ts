import { encodeUtf8, quoteText } from '@intoto/encoding';

import { BundleError } from './bundle-error.ts';

/** What most file systems allow for one name. */
const MAX_SEGMENT_BYTES = 255;
const MAX_SEGMENTS = 32;

// A colon is a drive or a stream on Windows, and a backslash a separator.
const UNSAFE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\\:]/u;

function isSafeSegment(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..' || UNSAFE.test(segment)) return false;
  // Windows drops them, and so lets two names be one.
  if (segment.endsWith('.') || segment.endsWith(' ')) return false;
  return encodeUtf8(segment).length <= MAX_SEGMENT_BYTES;
}

/**
 * Makes sure that a path stays where it is unpacked, on every system.
 *
 * @throws {@link BundleError} `ERR_BUNDLE_NAME`
 */
export function assertSafePath(path: string): void {
  const segments = path.split('/');
  if (segments.length <= MAX_SEGMENTS && segments.every(isSafeSegment)) return;
  throw new BundleError(`A bundle cannot hold a file called ${quoteText(path)}.`, {
    code: 'ERR_BUNDLE_NAME',
    details: { path },
  });
}
