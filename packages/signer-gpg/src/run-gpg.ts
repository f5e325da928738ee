import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

import { splitWords } from '@intoto/models';

import { GpgError } from './gpg-error.ts';
import type { GpgOptions } from './gpg-options.ts';

const DEFAULT_TIMEOUT_MS = 60_000;
/** Between asking gpg to end and ending it. */
const GRACE_MS = 2000;

/** What a keyring may have. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_COMPLAINT_BYTES = 64 * 1024;
const SHOWN_COMPLAINT = 2000;

/**
 * Runs gpg to its end, without a shell.
 * @param input - for its standard input
 * @returns what it wrote to its standard output
 * @throws {@link GpgError}, with any code but `ERR_GPG_KEY_NOT_FOUND`
 */
export async function runGpg(
  args: readonly string[],
  input: Uint8Array,
  { homeDirectory, program, timeoutMs = DEFAULT_TIMEOUT_MS, environment = process.env }: GpgOptions,
): Promise<Uint8Array> {
  // One word with its value: whatever the value begins with, it is no option.
  const home = homeDirectory === undefined || homeDirectory === '' ? [] : [`--homedir=${homeDirectory}`];
  const programs = program === undefined ? listPrograms(environment) : [program];
  for (const [name, ...options] of programs) {
    if (name === undefined) throw new TypeError('program: at least one word expected');
    const child = await start(name, [...options, ...home, ...args], environment);
    if (child !== undefined) return await finish(child, input, timeoutMs);
  }
  const names = programs.map(([name = '']) => name).join(', ');
  throw new GpgError(`There is no gpg (tried: ${names}). Install GnuPG, or name it in the variable GNUPG.`, {
    code: 'ERR_GPG_NOT_FOUND',
    details: { programs: programs.map(([name]) => name) },
  });
}

/** As the reference, which splits the variable into words and then tries no other program. */
function listPrograms(environment: Readonly<Record<string, string | undefined>>): readonly (readonly string[])[] {
  const words = splitWords(environment['GNUPG'] ?? '');
  return words.length > 0 ? [words] : [['gpg2'], ['gpg']];
}

/** @returns `undefined` where there is no such program */
async function start(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ChildProcessWithoutNullStreams | undefined> {
  const child = spawn(program, args, { env: { ...environment }, windowsHide: true });
  try {
    await once(child, 'spawn');
    return child;
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    if (reason === 'ENOENT') return undefined;
    throw new GpgError(`${program} cannot be started (${reason}).`, {
      code: 'ERR_GPG_START',
      details: { program, reason },
      cause,
    });
  }
}

async function finish(
  child: ChildProcessWithoutNullStreams,
  input: Uint8Array,
  timeoutMs: number,
): Promise<Uint8Array> {
  let failure: GpgError | undefined;
  let grace: NodeJS.Timeout | undefined;
  const end = (error: GpgError): void => {
    failure ??= error;
    child.kill('SIGTERM');
    grace ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  const clock = setTimeout(() => {
    const message = `gpg took longer than ${timeoutMs / 1000} seconds and was ended. Is a passphrase or a touch wanted?`;
    end(new GpgError(message, { code: 'ERR_GPG_TIMEOUT', details: { timeoutMs } }));
  }, timeoutMs);
  const output = collect(child.stdout, MAX_OUTPUT_BYTES, () => {
    end(new GpgError('gpg writes more than a key or a signature has.', { code: 'ERR_GPG_OUTPUT' }));
  });
  const complaint = collect(child.stderr, MAX_COMPLAINT_BYTES, () => undefined);
  // gpg may end before it has read everything; its exit status tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  try {
    const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (failure !== undefined) throw failure;
    if (status === 0) return Buffer.concat(output);
    throw describeFailure(status, signal, Buffer.concat(complaint).toString('utf8'));
  } finally {
    clearTimeout(clock);
    clearTimeout(grace);
  }
}

/** Keeps what comes, up to a limit. */
function collect(stream: NodeJS.ReadableStream, limit: number, onLimit: () => void): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limit) onLimit();
    else chunks.push(chunk);
  });
  return chunks;
}

function describeFailure(status: number | null, signal: NodeJS.Signals | null, complaint: string): GpgError {
  const lines = complaint.split('\n').filter((line) => line.trim() !== '');
  const how = signal === null ? `with exit status ${String(status)}` : `by signal ${signal}`;
  const said = lines.length === 0 ? '' : `: ${lines.at(-1)?.trim() ?? ''}`;
  return new GpgError(`gpg failed ${how}${said}`, {
    code: 'ERR_GPG_FAILED',
    details: { status, signal, stderr: complaint.slice(-SHOWN_COMPLAINT) },
  });
}
