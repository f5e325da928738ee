import { installGo } from './src/install/go.ts';
import type { Installation } from './src/install/installation.ts';
import { installPython, PYTHON, PYTHON_2_3 } from './src/install/python.ts';
import { installRuntime } from './src/install/runtime.ts';
import { installRust } from './src/install/rust.ts';
/**
 * Installs the peers, the other implementations of in-toto and other runtimes, into `.peers`, pinned:
 * `node tests/interop/install.ts [peer ...]`.
 * What is there already stays. One line per peer; the exit status is 1 if one could not be installed, and with REQUIRE_ALL=1
 * also if the toolchain of one is missing.
 */
import { PEER_NAMES, type PeerName } from './src/peer-names.ts';
import { RUNTIME_NAMES, type RuntimeName } from './src/runtimes.ts';

type Name = PeerName | RuntimeName;

const NAMES: readonly Name[] = [...PEER_NAMES, ...RUNTIME_NAMES];

const INSTALLERS: Record<Name, () => Promise<Installation>> = {
  python: () => installPython(PYTHON),
  'python-2.3': () => installPython(PYTHON_2_3),
  go: installGo,
  rust: installRust,
  bun: () => installRuntime('bun'),
  deno: () => installRuntime('deno'),
};

const words = process.argv.slice(2);
const isName = (word: string): word is Name => NAMES.some((name) => name === word);
const unknown = words.filter((word) => !isName(word));
if (unknown.length > 0) throw new TypeError(`no such peer: ${unknown.join(', ')} (there are ${NAMES.join(', ')})`);
const wanted = words.length === 0 ? NAMES : words.filter(isName);

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
