/** What each code of an {@link SshAgentError} means. */
export const SSH_AGENT_ERROR_CODES = {
  ERR_SSH_AGENT_ABSENT: 'No ssh-agent listens where one was expected, or nothing says where to expect one.',
  ERR_SSH_AGENT_DISCONNECTED: 'The ssh-agent closed the connection before it had answered.',
  ERR_SSH_AGENT_TIMEOUT: 'The ssh-agent did not answer in time.',
  ERR_SSH_AGENT_PROTOCOL: 'What answers is no ssh-agent: the answer is malformed, too large or of an unexpected kind.',
  ERR_SSH_AGENT_NO_KEYS: 'The ssh-agent has no keys to offer: it holds none, or it is locked.',
  ERR_SSH_AGENT_KEY_NOT_FOUND: 'None of the keys of the ssh-agent is the one that was asked for.',
  ERR_SSH_AGENT_KEY_AMBIGUOUS: 'More than one key of the ssh-agent fits what was asked for.',
  ERR_SSH_AGENT_REFUSED: 'The ssh-agent refused: it is locked, its user declined, or the key is restricted.',
  ERR_SSH_AGENT_DATA_SIZE: 'There is more to sign than an ssh-agent takes, which is 256 KiB with the key.',
  ERR_SSH_AGENT_SIGNATURE:
    'The ssh-agent gave a signature of another kind than asked for, or one that does not verify.',
  ERR_SSH_AGENT_URI: 'The text is no ssh-agent: URI as this package reads it; the message says what is wrong.',
} as const;

/** Why an ssh-agent could not be used to sign. */
export type SshAgentErrorCode = keyof typeof SSH_AGENT_ERROR_CODES;
