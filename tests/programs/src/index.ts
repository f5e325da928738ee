export {
  createToken,
  type CreateTokenOptions,
  PIN,
  SOFTHSM,
  SOFTHSM_MODULE,
  type Token,
  TOKEN_KEY_NAMES,
  type TokenKeyName,
} from './softhsm.ts';
export {
  AGENT_KEY_NAMES,
  type AgentKeyName,
  blobOf,
  fingerprintOf,
  OPENSSH,
  type RealAgent,
  startAgent,
  type StartAgentOptions,
} from './ssh-agent.ts';
export { type RequiredPrograms, withPrograms } from './with-programs.ts';
