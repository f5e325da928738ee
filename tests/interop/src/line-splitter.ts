const LINE_FEED = 0x0a;

/** Cuts chunks of bytes into lines; what follows the last line feed waits for the next chunk. */
export function createLineSplitter(onLine: (line: string) => void): (chunk: Buffer) => void {
  let waiting: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      waiting.push(chunk.subarray(start, end));
      onLine(Buffer.concat(waiting).toString('utf8'));
      waiting = [];
      start = end + 1;
    }
    if (start < chunk.length) waiting.push(chunk.subarray(start));
  };
}
