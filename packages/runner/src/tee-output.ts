import type { OutputListener } from './output-pump.ts';

/** Writes a command's output to this process' own standard streams. */
export interface OutputTee {
  readonly listener: OutputListener;
  /** Lets go of the standard streams. */
  close(): void;
}

/** A reader of ours that goes away (`… | head`) must not cost the evidence: the command runs on and is recorded. */
const ignore = (): void => {};

/** Starts to use the standard streams. */
export function createOutputTee(): OutputTee {
  const targets = [process.stdout, process.stderr];
  for (const target of targets) target.on('error', ignore);
  return {
    listener(chunk, stream) {
      const target = stream === 'stdout' ? process.stdout : process.stderr;
      return new Promise((resolve) => {
        target.write(chunk, () => resolve());
      });
    },
    close() {
      // Errors are reported a moment after the write.
      setImmediate(() => {
        for (const target of targets) target.off('error', ignore);
      });
    },
  };
}
