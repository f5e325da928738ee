export { createSshAgentSigner, type SshAgentSignerOptions } from './create-ssh-agent-signer.ts';
export { SSH_AGENT_ERROR_CODES, type SshAgentErrorCode } from './error-codes.ts';
export type { SshAgentKeyOptions, SshAgentKeySelector } from './select-key.ts';
export { SshAgentError } from './ssh-agent-error.ts';
export {
  openSshAgentSigner,
  type OpenSshAgentSignerOptions,
  parseSshAgentUri,
  type SshAgentUri,
} from './ssh-agent-uri.ts';
