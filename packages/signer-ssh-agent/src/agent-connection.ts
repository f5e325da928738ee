import { createConnection } from 'node:net';

import { escapeUnprintable } from '@intoto/encoding';

import { SshAgentError } from './ssh-agent-error.ts';

/** Where an agent listens, and how long to wait for it. */
export interface AgentAddress {
  /** Path of a Unix socket, or of a named pipe on Windows. */
  readonly socketPath: string;
  /** Milliseconds for one question and its answer. */
  readonly timeoutMs: number;
}

/** What OpenSSH's agent reads and writes at most, in bytes, the four of the length apart. */
export const MAX_MESSAGE_BYTES: number = 256 * 1024;

const LENGTH_BYTES = 4;

/**
 * Sends one request over a connection of its own and resolves to the answer, its type byte first, its length apart.
 * The answer is at least one byte long and at most {@link MAX_MESSAGE_BYTES}.
 *
 * @throws {@link SshAgentError} `ERR_SSH_AGENT_ABSENT`, `ERR_SSH_AGENT_DISCONNECTED`, `ERR_SSH_AGENT_TIMEOUT`,
 * `ERR_SSH_AGENT_PROTOCOL`.
 */
export async function askAgent({ socketPath, timeoutMs }: AgentAddress, request: Uint8Array): Promise<Uint8Array> {
  const framed = new Uint8Array(LENGTH_BYTES + request.length);
  new DataView(framed.buffer).setUint32(0, request.length);
  framed.set(request, LENGTH_BYTES);
  const details = { socketPath };
  const where = escapeUnprintable(socketPath);
  return new Promise((resolve, reject) => {
    const socket = createConnection({ path: socketPath });
    const timer = setTimeout(
      () =>
        fail('ERR_SSH_AGENT_TIMEOUT', `The ssh-agent at ${where} did not answer within ${timeoutMs / 1000} seconds.`),
      timeoutMs,
    );
    let connected = false;
    const chunks: Buffer[] = [];
    let received = 0;
    const settle = (): void => {
      clearTimeout(timer);
      socket.destroy();
    };
    function fail(code: SshAgentError['code'], message: string, cause?: unknown): void {
      settle();
      reject(new SshAgentError(message, { code, details, cause }));
    }
    socket.once('connect', () => {
      connected = true;
      socket.write(framed);
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < LENGTH_BYTES) return;
      // The first chunk may be shorter than the length; that many are put together once.
      if ((chunks[0]?.length ?? 0) < LENGTH_BYTES) chunks.splice(0, chunks.length, Buffer.concat(chunks));
      const end = LENGTH_BYTES + (chunks[0]?.readUInt32BE() ?? 0);
      if (end === LENGTH_BYTES || end > LENGTH_BYTES + MAX_MESSAGE_BYTES || received > end)
        return fail('ERR_SSH_AGENT_PROTOCOL', `What listens at ${where} is no ssh-agent: its answer is malformed.`);
      if (received < end) return;
      settle();
      resolve(Buffer.concat(chunks).subarray(LENGTH_BYTES));
    });
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code ?? cause.name;
      if (connected)
        return fail('ERR_SSH_AGENT_DISCONNECTED', `The ssh-agent at ${where} went away (${reason}).`, cause);
      fail('ERR_SSH_AGENT_ABSENT', `No ssh-agent can be reached at ${where} (${reason}). Is it running?`, cause);
    });
    socket.once('close', () =>
      fail('ERR_SSH_AGENT_DISCONNECTED', `The ssh-agent at ${where} closed the connection without an answer.`),
    );
  });
}
