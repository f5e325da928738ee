import { AGENT_KEY_NAMES, OPENSSH, type RealAgent, startAgent, withPrograms } from '@intoto-tests/programs';
import { signerConformance } from '@intoto/conformance/kits';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { createSshAgentSigner } from '@intoto/signer-ssh-agent';
import { beforeAll, it } from 'vitest';

withPrograms(OPENSSH, 'a key in ssh-agent', () => {
  let agent: RealAgent;
  beforeAll(async () => (agent = await startAgent({ isShared: true, keys: AGENT_KEY_NAMES })).end);
  for (const key of AGENT_KEY_NAMES) {
    const createSigner = () => createSshAgentSigner({ backend, socketPath: agent.socketPath, comment: key });
    const cases = signerConformance({ createSigner, backend, maxDataBytes: 256_000 });
    for (const { name, run } of cases) it(`${key}: ${name}`, run);
  }
});
