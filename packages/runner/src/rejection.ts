/** A promise to be rejected from elsewhere. Unlike others, nobody has to listen to it. */
export interface Rejection {
  /** Never resolves. */
  readonly promise: Promise<never>;
  readonly reject: (reason: unknown) => void;
}

/** Makes a {@link Rejection}. */
export function createRejection(): Rejection {
  let rejectPromise: ((reason: unknown) => void) | undefined;
  const promise = new Promise<never>((_, reject) => {
    rejectPromise = reject;
  });
  promise.catch(() => {});
  return { promise, reject: (reason) => rejectPromise?.(reason) };
}
