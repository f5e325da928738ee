import { type AgentAddress, askAgent, MAX_MESSAGE_BYTES } from './agent-connection.ts';
import { SshAgentError } from './ssh-agent-error.ts';
import { readSsh, type SshReader, SshWireError, writeSsh } from './ssh-wire.ts';

/** Message numbers and flags of draft-miller-ssh-agent, sections 5 and 6. */
const FAILURE = 5;
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const RSA_SHA2_FLAGS = { sha256: 2, sha512: 4 } as const;

/** OpenSSH's agent offers no more. */
const MAX_IDENTITIES = 2048;

/** A key that an agent offers, as it says. */
export interface AgentIdentity {
  /** The public key in the encoding of SSH. */
  readonly blob: Uint8Array;
  /** Free text, of any content. */
  readonly comment: string;
}

/**
 * The keys that an agent offers; a locked one offers none.
 * @throws {@link SshAgentError} as {@link askAgent}, `ERR_SSH_AGENT_REFUSED`.
 */
export async function listIdentities(address: AgentAddress): Promise<readonly AgentIdentity[]> {
  const request = writeSsh([{ byte: REQUEST_IDENTITIES }]);
  return readAnswer(
    await askAgent(address, request),
    address,
    { type: IDENTITIES_ANSWER, task: 'list its keys' },
    readIdentities,
  );
}

/** What to sign, and with what. */
export interface SignRequest {
  readonly blob: Uint8Array;
  readonly data: Uint8Array;
  /** Which hash an RSA key signs with; without it an agent takes SHA-1. */
  readonly rsaHash: 'sha256' | 'sha512' | undefined;
}

/**
 * A signature in the encoding of SSH: a string with the algorithm's name and one with the rest.
 * @throws {@link SshAgentError} as {@link askAgent}, `ERR_SSH_AGENT_REFUSED`, `ERR_SSH_AGENT_DATA_SIZE`.
 */
export async function requestSignature(
  address: AgentAddress,
  { blob, data, rsaHash }: SignRequest,
): Promise<Uint8Array> {
  const flags = rsaHash === undefined ? 0 : RSA_SHA2_FLAGS[rsaHash];
  const request = writeSsh([{ byte: SIGN_REQUEST }, { string: blob }, { string: data }, { uint32: flags }]);
  if (request.length > MAX_MESSAGE_BYTES)
    throw new SshAgentError(
      `An ssh-agent takes at most ${MAX_MESSAGE_BYTES} bytes in one message, and here are ${data.length} to sign. ` +
        'Record fewer artifacts in one step, or sign with a key that is not in an ssh-agent.',
      { code: 'ERR_SSH_AGENT_DATA_SIZE', details: { bytes: data.length, limit: MAX_MESSAGE_BYTES } },
    );
  return readAnswer(await askAgent(address, request), address, { type: SIGN_RESPONSE, task: 'sign' }, (reader) =>
    reader.string(),
  );
}

function readIdentities(reader: SshReader): readonly AgentIdentity[] {
  const count = reader.uint32();
  if (count > MAX_IDENTITIES) throw new SshWireError('it offers too many keys');
  const decoder = new TextDecoder();
  return Array.from({ length: count }, () => ({ blob: reader.string(), comment: decoder.decode(reader.string()) }));
}

function readAnswer<T>(
  answer: Uint8Array,
  { socketPath }: AgentAddress,
  { type, task }: { readonly type: number; readonly task: string },
  read: (reader: SshReader) => T,
): T {
  const details = { socketPath };
  const reader = readSsh(answer);
  const actual = reader.byte();
  if (actual === FAILURE)
    throw new SshAgentError(
      `The ssh-agent refused to ${task}: it may be locked (ssh-add -X unlocks it), somebody declined, or the key is restricted.`,
      { code: 'ERR_SSH_AGENT_REFUSED', details },
    );
  try {
    if (actual !== type) throw new SshWireError(`message ${actual} instead of ${type}`);
    const result = read(reader);
    reader.end();
    return result;
  } catch (cause) {
    if (!(cause instanceof SshWireError)) throw cause;
    throw new SshAgentError(`The ssh-agent's answer is malformed: ${cause.message}.`, {
      code: 'ERR_SSH_AGENT_PROTOCOL',
      details,
      cause,
    });
  }
}
