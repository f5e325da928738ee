const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * Makes the function that turns CRLF and lone CR into LF, chunk by chunk, in place.
 *
 * The chunks it returns, put together, are the same however the content was cut into chunks. A returned chunk is a view
 * of the chunk that was passed in.
 */
export function createLineEndingNormalizer(): (chunk: Uint8Array) => Uint8Array {
  let endedInCarriageReturn = false;
  return (chunk) => {
    // The CR was already written as a LF, so a LF that belongs to it is left out.
    const start = endedInCarriageReturn && chunk[0] === LINE_FEED ? 1 : 0;
    if (chunk.length > 0) endedInCarriageReturn = chunk.at(-1) === CARRIAGE_RETURN;
    const first = chunk.indexOf(CARRIAGE_RETURN, start);
    if (first === -1) return chunk.subarray(start);

    let length = first;
    let previous = 0;
    for (let index = first; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (byte !== LINE_FEED || previous !== CARRIAGE_RETURN) {
        chunk[length++] = byte === CARRIAGE_RETURN ? LINE_FEED : byte;
      }
      previous = byte;
    }
    return chunk.subarray(start, length);
  };
}
