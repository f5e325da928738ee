import { testEd25519 } from '@intoto-tests/support';
import { nodeBackend } from '@intoto/crypto-node';

testEd25519(nodeBackend);
