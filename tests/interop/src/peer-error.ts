/**
 * The driver, not the driven program, is at fault: it does not know the request, it crashed, or it took too long.
 * What the driven program thinks of a request is an outcome, see `PeerOutcome`.
 */
export class PeerError extends Error {
  override readonly name = 'PeerError';
}
