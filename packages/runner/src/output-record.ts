import { RunnerError } from './runner-error.ts';

/** A standard stream of a command. */
export type OutputStream = 'stdout' | 'stderr';

/** What to do with output that is not UTF-8. */
export type InvalidOutput = 'error' | 'replace';

/** What a command wrote to one of its streams. */
export interface RecordedOutput {
  /** Decoded from UTF-8, each `\r\n` and each other `\r` turned into `\n`. Empty where nothing was recorded. */
  readonly text: string;
  /** Whether there was more than could be kept. `text` then is its beginning, ending with a whole character. */
  readonly truncated: boolean;
  /** How many bytes the command wrote. Zero where nothing was recorded. */
  readonly totalBytes: number;
}

/** Of a stream that was not recorded. */
export const NO_OUTPUT: RecordedOutput = { text: '', truncated: false, totalBytes: 0 };

/** How many bytes at the end of `bytes` begin a UTF-8 sequence that goes on beyond it. */
function incompleteTail(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const expected = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length < expected ? length : 0;
    }
  }
  return 0;
}

/** How many bytes at the start of `bytes` continue a UTF-8 sequence that began before it. */
function continuationHead(bytes: Uint8Array): number {
  let length = 0;
  while (length < 3 && length < bytes.length && ((bytes[length] ?? 0) & 0xc0) === 0x80) length++;
  return length;
}

/** Keeps the beginning of a stream, at most `maxBytes` of it. */
export interface OutputRecord {
  add(chunk: Uint8Array): void;
  /** @throws {@link RunnerError} `ERR_COMMAND_OUTPUT_ENCODING`. */
  finish(stream: OutputStream, invalid: InvalidOutput): RecordedOutput;
}

/** Starts an empty {@link OutputRecord}. */
export function createOutputRecord(maxBytes: number): OutputRecord {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let totalBytes = 0;
  return {
    add(chunk) {
      totalBytes += chunk.length;
      if (kept < maxBytes) {
        const part = chunk.subarray(0, maxBytes - kept);
        chunks.push(part);
        kept += part.length;
      }
    },
    finish(stream, invalid) {
      const truncated = totalBytes > kept;
      const bytes = Buffer.concat(chunks, kept);
      const whole = truncated ? bytes.subarray(0, bytes.length - incompleteTail(bytes)) : bytes;
      try {
        const text = new TextDecoder('utf-8', { fatal: invalid === 'error', ignoreBOM: true }).decode(whole);
        return { text: text.replaceAll(/\r\n?/g, '\n'), truncated, totalBytes };
      } catch (cause) {
        throw new RunnerError(
          `The command's ${stream} is not UTF-8 and cannot be recorded. Make the command write UTF-8, or do not record its output.`,
          { code: 'ERR_COMMAND_OUTPUT_ENCODING', details: { stream, totalBytes }, cause },
        );
      }
    },
  };
}

/** Keeps the end of what is added, at most `maxBytes` of it; for people to read. */
export interface OutputTail {
  add(chunk: Uint8Array): void;
  /** The end, whole characters; says at its beginning how much is left out. What is not UTF-8 is replaced. */
  text(): string;
}

/** Starts an empty {@link OutputTail}. */
export function createOutputTail(maxBytes: number): OutputTail {
  let chunks: Uint8Array[] = [];
  let held = 0;
  let totalBytes = 0;
  return {
    add(chunk) {
      // A copy: chunks are slices of larger pooled buffers, which would stay alive with them.
      chunks.push(Uint8Array.from(chunk.subarray(Math.max(0, chunk.length - maxBytes))));
      held += Math.min(chunk.length, maxBytes);
      totalBytes += chunk.length;
      if (held > 2 * maxBytes) {
        chunks = [Buffer.concat(chunks, held).subarray(held - maxBytes)];
        held = maxBytes;
      }
    },
    text() {
      const bytes = Buffer.concat(chunks, held).subarray(Math.max(0, held - maxBytes));
      const left = totalBytes - bytes.length;
      const head = left === 0 ? 0 : continuationHead(bytes);
      const note = left === 0 ? '' : `[${left + head} bytes before this left out]\n`;
      return note + new TextDecoder().decode(bytes.subarray(head));
    },
  };
}
