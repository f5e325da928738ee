const BRAND = '@intoto/error';

/** What an {@link InTotoError} is made of besides its message. */
export interface InTotoErrorOptions<Code extends string> {
  /** Stable, documented, never reused for something else. */
  readonly code: Code;
  /** Facts a program can act on; JSON-serialisable, never key material. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/**
 * Base of every error these packages throw for bad input, a failed check or an outside failure.
 * A caller's mistake (a wrong argument) is a `TypeError` instead.
 *
 * `instanceof` fails between two copies of a package; use {@link InTotoError.is}.
 */
export class InTotoError<Code extends string = string> extends Error {
  override readonly name: string = 'InTotoError';
  readonly code: Code;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, options: InTotoErrorOptions<Code>) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code;
    this.details = options.details ?? {};
    // Here and not on the prototype, so that importing the package runs nothing and an unused class can be dropped.
    Object.defineProperty(this, Symbol.for(BRAND), { value: true });
  }

  /** Whether `value` is an in-toto error, from this copy of the package or another. */
  static is(value: unknown): value is InTotoError {
    return typeof value === 'object' && value !== null && Symbol.for(BRAND) in value;
  }
}
