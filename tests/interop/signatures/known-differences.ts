import { publicText } from '../differential/fixed-keys.ts';
import { isSmall } from './ed25519-forms.ts';
import type { SignatureCase } from './generate.ts';

/** A verdict on a case by each who has one. */
export interface Verdicts {
  readonly python: boolean;
  readonly node: boolean;
  /** Nothing where it does not do the scheme: SHA-224. */
  readonly web: boolean | undefined;
  /** Nothing where it does not do the scheme: RSA. */
  readonly noble: boolean | undefined;
}

/** Where ours differ from the reference, and are meant to. */
export interface KnownDifference {
  /** The row in `docs/deviations.md`. */
  readonly id: string;
  readonly explains: (given: SignatureCase, verdicts: Verdicts) => boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    id: 'rsa-signature-short',
    explains: ({ key, mutation }, { python, node, web }) =>
      key.scheme.startsWith('rsassa-pss-') && mutation === 'its leading zero cut' && python && !node && web !== true,
  },
  {
    id: 'ed25519-small-order',
    explains: ({ key, sig }, { python, node, web, noble }) =>
      key.scheme === 'ed25519' &&
      python &&
      !node &&
      web === false &&
      noble === false &&
      [publicText(key), sig.slice(0, 64)].some((point) => isSmall(Buffer.from(point, 'hex'))),
  },
];
