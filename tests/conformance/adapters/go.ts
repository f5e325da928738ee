/** Drives in-toto-golang with the command protocol of @intoto/conformance, through the driver of tests/interop. */
import { isPresent, openPeer } from '@intoto-tests/interop';

import { verifyWithGo } from '../src/go-verdict.ts';
import { readProtocolArguments } from '../src/protocol-arguments.ts';

if (!isPresent('go')) {
  console.error('in-toto-golang is not installed: npx -y pnpm@12 install-peers');
  process.exit(77);
}
const peer = openPeer('go');
const outcome = await verifyWithGo(peer, readProtocolArguments(process.argv.slice(2)));
await peer.close();
if (outcome.type === 'exited') {
  console.error(outcome.stderr);
  process.exitCode = outcome.status;
}
