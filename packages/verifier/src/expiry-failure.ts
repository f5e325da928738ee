import type { Problem } from './check-list.ts';

/** The failure of a layout that does not say when it expires. */
export function describeNoExpiry(at: string): Problem {
  return {
    code: 'ERR_LAYOUT_NO_EXPIRY',
    message: 'The layout does not say when it expires, so it would be valid for ever.',
    remedy: 'Have the layout signed again with a date in "expires".',
    details: { at },
  };
}

/** The failure of a layout that has expired by the time it is verified for. */
export function describeExpired(expires: string, at: string): Problem {
  return {
    code: 'ERR_LAYOUT_EXPIRED',
    message: `The layout expired at ${expires}; it is verified for ${at}.`,
    remedy:
      'Get a newer layout from the project owner; if this one is the newest, have it signed again with a later date.',
    details: { expires, at },
  };
}
