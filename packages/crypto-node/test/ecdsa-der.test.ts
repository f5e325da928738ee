import { testEcdsaEncoding } from '@intoto-tests/support';
import { nodeBackend } from '@intoto/crypto-node';

testEcdsaEncoding(nodeBackend);
