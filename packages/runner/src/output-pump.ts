import type { Readable } from 'node:stream';

import type { OutputStream } from './output-record.ts';
import { createRejection } from './rejection.ts';

/**
 * Receives a command's output as it comes. `chunk` is not to be changed or kept.
 * While a returned promise is pending the command has to wait with further output.
 */
export type OutputListener = (chunk: Uint8Array, stream: OutputStream) => void | Promise<void>;

/** How long a pipe must be quiet after the command's exit before what keeps it open is no longer waited for. */
const QUIET_MS = 250;
/** The same for a pipe that is not quiet. */
const PATIENCE_MS = 2000;
/** More than any pipe holds: what comes beyond was written after the exit. */
const LEFTOVER_BYTES = 8 * 1024 * 1024;
const POLL_MS = 25;

/** Reads a command's pipes. */
export interface OutputPump {
  /** Rejects with what the listener threw; never resolves. */
  readonly failure: Promise<never>;
  /**
   * To be called once the command has exited: resolves when all it wrote has been handed to the listener.
   * A descendant that keeps a pipe open is waited for only a moment.
   */
  drain(): Promise<void>;
  /** Stops reading. A descendant that writes on gets an error. */
  close(): void;
}

/** Starts to read `pipes`, one listener for all of them. */
export function pumpOutput(pipes: ReadonlyMap<OutputStream, Readable>, listener: OutputListener): OutputPump {
  let bytes = 0;
  let lastData = performance.now();
  let pending = 0;
  let open = pipes.size;
  const failure = createRejection();

  function connect(name: OutputStream, pipe: Readable): void {
    const queue: Uint8Array[] = [];
    let busy = false;

    async function handOver(): Promise<void> {
      busy = true;
      pending++;
      for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) await listener(chunk, name);
      pending--;
      busy = false;
      pipe.resume();
    }

    pipe.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      lastData = performance.now();
      // Pausing is not enough: Node.js itself resumes the pipes when the command exits.
      pipe.pause();
      queue.push(chunk);
      if (!busy) handOver().catch(failure.reject);
    });
    // A broken pipe ends like a closed one: there is nothing more to come.
    pipe.on('error', () => {});
    pipe.once('close', () => {
      open--;
    });
  }
  for (const [name, pipe] of pipes) connect(name, pipe);

  return {
    failure: failure.promise,
    drain() {
      const exit = performance.now();
      const bytesAtExit = bytes;
      return new Promise((resolve) => {
        function look(): void {
          const before = bytes;
          // Between a timer and setImmediate the event loop polls the pipes: had one data, it would have arrived.
          setImmediate(() => {
            const now = performance.now();
            const silence = now - Math.max(lastData, exit);
            const quiet = bytes === before && (silence >= QUIET_MS || now - exit >= PATIENCE_MS);
            const done = open === 0 || quiet || bytes - bytesAtExit > LEFTOVER_BYTES;
            if (pending === 0 && done) resolve();
            else setTimeout(look, POLL_MS);
          });
        }
        look();
      });
    },
    close() {
      for (const pipe of pipes.values()) pipe.destroy();
    },
  };
}
