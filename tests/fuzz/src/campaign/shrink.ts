import type { Case } from '../target.ts';

/** How many smaller cases are tried at most. */
const MAX_ATTEMPTS = 400;

/**
 * Makes a case smaller as long as it fails in the same way: leaves files out, then pieces of files, halves first.
 * @param fails - whether a case still fails in the same way
 */
export async function shrinkCase(subject: Case, fails: (smaller: Case) => Promise<boolean>): Promise<Case> {
  let attempts = 0;
  let smallest = subject;
  const accepts = async (files: Case['files']): Promise<boolean> => {
    if (attempts++ >= MAX_ATTEMPTS || !(await fails({ ...smallest, files }))) return false;
    smallest = { ...smallest, files };
    return true;
  };
  for (const name of subject.files.keys()) {
    await accepts(new Map([...smallest.files].filter(([other]) => other !== name)));
  }
  for (const [name, entry] of smallest.files) {
    if (entry instanceof Uint8Array)
      await shrinkBytes(entry, async (bytes) => accepts(new Map(smallest.files).set(name, bytes)));
  }
  return smallest;
}

async function shrinkBytes(bytes: Uint8Array, accepts: (bytes: Uint8Array) => Promise<boolean>): Promise<void> {
  let current = bytes;
  for (let size = Math.ceil(bytes.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < current.length;) {
      const smaller = new Uint8Array(Buffer.concat([current.subarray(0, start), current.subarray(start + size)]));
      if (await accepts(smaller)) current = smaller;
      else start += size;
    }
  }
}
