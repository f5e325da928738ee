import { installGo } from './src/install/go.ts';
import type { Installation } from './src/install/installation.ts';
import { installPython, PYTHON, PYTHON_2_3 } from './src/install/python.ts';
import { installRust } from './src/install/rust.ts';
/**
 * Installs the peers, the other implementations of in-toto, into `.peers`, pinned: `node tests/interop/install.ts [peer ...]`.
 * What is there already stays. One line per peer; the exit status is 1 if one could not be installed, and with REQUIRE_ALL=1
 * also if the toolchain of one is missing.
 */
import { isPeerName, PEER_NAMES, type PeerName } from './src/peer-names.ts';

const INSTALLERS: Record<PeerName, () => Promise<Installation>> = {
  python: () => installPython(PYTHON),
  'python-2.3': () => installPython(PYTHON_2_3),
  go: installGo,
  rust: installRust,
};

const words = process.argv.slice(2);
const unknown = words.filter((word) => !isPeerName(word));
if (unknown.length > 0) throw new TypeError(`no such peer: ${unknown.join(', ')} (there are ${PEER_NAMES.join(', ')})`);
const wanted = words.length === 0 ? PEER_NAMES : words.filter(isPeerName);

const installations = await Promise.all(
  wanted.map(async (name) => {
    const installation = await INSTALLERS[name]();
    console.log(`${name.padEnd(10)} ${installation.state.padEnd(9)} ${installation.message}`);
    return installation;
  }),
);
const mustBeThere = process.env['REQUIRE_ALL'] === '1';
const failed = installations.some(({ state }) => state === 'failed' || (state === 'absent' && mustBeThere));
process.exitCode = failed ? 1 : 0;
