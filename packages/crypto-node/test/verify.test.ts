import { testVerification } from '@intoto-tests/support';
import { nodeBackend } from '@intoto/crypto-node';

testVerification(nodeBackend, () => true);
