/** One thing that must hold, for any test runner: `for (const { name, run } of cases) it(name, run)`. */
export interface KitCase {
  /** Unique within its kit, e.g. `ed25519: verifies what others signed`. */
  readonly name: string;
  /** Resolves where it holds; rejects with a `KitFailure` where it does not. May be called more than once. */
  readonly run: () => Promise<void>;
}

/** Declares a case. */
export function kitCase(name: string, run: () => Promise<void>): KitCase {
  return { name, run };
}
