import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INTEROP = fileURLToPath(new URL('..', import.meta.url));

/** Where the peers are installed. */
export const PEERS: string = join(INTEROP, '.peers');

/** Programs written in Go and Rust, ours and their own. */
export const PEER_BIN: string = join(PEERS, 'bin');

/** The sources and pins of a peer's driver. */
export function driverSource(language: 'python' | 'go' | 'rust', ...path: string[]): string {
  return join(INTEROP, language, ...path);
}

/** The pins of a runtime: a package.json that names it, and a lock file. */
export function runtimeSource(name: string, file: string): string {
  return join(INTEROP, 'runtimes', name, file);
}

/** A program in the virtual environment of a Python peer, e.g. `in-toto-run`. */
export function pythonProgram(peer: 'python' | 'python-2.3', program: string): string {
  return join(PEERS, peer, 'bin', program);
}

/** The Go implementation's own command line tool. */
export const GO_PROGRAM: string = join(PEER_BIN, 'in-toto-golang');

const require = createRequire(import.meta.url);
const COMMAND_LINE_PACKAGE = dirname(require.resolve('@intoto/cli/package.json'));

/** One of our programs, to be run with Node: e.g. `in-toto-verify`. It runs what was built. */
export function ourProgram(name: string): string {
  return join(COMMAND_LINE_PACKAGE, 'bin', `${name}.js`);
}
