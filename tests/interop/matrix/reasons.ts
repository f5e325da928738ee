import type { Container, MatrixKeyKind, Task } from './artefacts.ts';

/** Where something did not pass, and what the implementation said. */
export interface Shortfall {
  readonly producer: string;
  readonly consumer: string;
  readonly container: Container;
  readonly keyKind: MatrixKeyKind;
  /** Nothing where the producer makes no such thing. */
  readonly task: Task | undefined;
  readonly message: string;
}

/** Why something does not pass. */
export interface Reason {
  /** `cannot`: the producer or the consumer lacks it. */
  readonly verdict: 'fails' | 'cannot';
  readonly text: string;
  readonly applies: (shortfall: Shortfall) => boolean;
}

const RUST = 'Rust 0.4';
const GO = 'Go 0.11';

/** Producers whose layouts list keys without `keyid_hash_algorithms`. */
const CURRENT_KEYS = new Set(['Python 3.1', 'us']);
/** Producers whose layouts list keys with an empty `keyval.private`: of Python 2.3 those are the RSA keys. */
const PRIVATE_MEMBER = new Set(['Python 2.3', RUST]);

/** The first that applies is the one. Something that no reason applies to is a defect of somebody, to be looked into. */
export const REASONS: readonly Reason[] = [
  {
    verdict: 'cannot',
    text: 'The crate neither writes nor reads DSSE envelopes.',
    applies: ({ container, producer, consumer }) => container === 'dsse' && [producer, consumer].includes(RUST),
  },
  {
    verdict: 'cannot',
    text: 'The crate reads an ECDSA key only as the hex digits of its point; the specification (4.2.1) has PEM there.',
    applies: ({ keyKind, consumer, message }) =>
      keyKind === 'ecdsa P-256' && consumer === RUST && /HEX|MetadataWrapper/u.test(message),
  },
  {
    verdict: 'fails',
    text: 'The crate writes an ECDSA key as the hex digits of its point; the specification (4.2.1) has PEM there.',
    applies: ({ keyKind, producer, consumer }) => keyKind === 'ecdsa P-256' && producer === RUST && consumer !== RUST,
  },
  {
    verdict: 'fails',
    text: 'Go signs and checks a Metablock as its own model writes it, and that gives a key without `keyid_hash_algorithms` a `null` there: a layout with such a key fails. In an envelope it passes, and so it does with old key ids.',
    applies: ({ container, producer, consumer, task }) =>
      container === 'metablock' && consumer === GO && task !== 'link' && CURRENT_KEYS.has(producer),
  },
  {
    verdict: 'fails',
    text: 'Go signs and checks a Metablock as its own model writes it, and that leaves an empty `keyval.private` out: a layout with such a key fails.',
    applies: ({ container, producer, consumer, task }) =>
      container === 'metablock' && consumer === GO && task !== 'link' && PRIVATE_MEMBER.has(producer),
  },
  {
    verdict: 'fails',
    text: 'The crate computes key ids itself, without the line feed at the end of a PEM, and so does not find the signature of an RSA key with a current id.',
    applies: ({ keyKind, producer, consumer, message }) =>
      keyKind === 'rsa' && consumer === RUST && CURRENT_KEYS.has(producer) && message.includes('threshold not met'),
  },
  {
    verdict: 'fails',
    text: 'The crate signs and checks a layout as its own model writes it, and that gives each key an empty `keyval.private`: a layout whose keys have none fails.',
    applies: ({ container, consumer, task, message }) =>
      container === 'metablock' && consumer === RUST && task !== 'link' && message.includes('threshold not met'),
  },
  {
    verdict: 'fails',
    text: 'Go puts canonical JSON into envelopes, which has the line feeds of a PEM unescaped and so is no JSON (RFC 8259): nobody reads such a layout, Go neither.',
    applies: ({ container, producer, message }) =>
      container === 'dsse' && producer === GO && /control character|'\\n' in string|U\+000A unescaped/u.test(message),
  },
];
