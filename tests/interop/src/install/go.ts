import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { driverSource, PEER_BIN } from '../places.ts';
import { runCommand, tryCommand } from './command.ts';
import { carryOut, type Installation } from './installation.ts';
import { hashPins } from './stamp.ts';

/** Our driver over the library, and the library's own command line tool. */
const PROGRAMS = { 'in-toto-go-driver': '.', 'in-toto-golang': 'github.com/in-toto/in-toto-golang' };

/** `local`: a newer compiler that the module might ask for is an error, not a download. */
const ENVIRONMENT = { GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' };

/** Builds the Go programs from the module pinned by go.sum. */
export async function installGo(): Promise<Installation> {
  const title = 'in-toto-golang 0.11.0';
  const version = await tryCommand('go', ['version']);
  if (version === undefined) {
    return { state: 'absent', message: `${title} needs go: apt-get install golang-go` };
  }
  const folder = driverSource('go');
  const files = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  return carryOut({
    peer: 'go',
    title,
    pins: await hashPins(
      files.map((name) => join(folder, name)),
      [version, ...files],
    ),
    outcome: Object.keys(PROGRAMS).map((name) => join(PEER_BIN, name)),
    install: async () => {
      for (const [name, source] of Object.entries(PROGRAMS)) {
        await runCommand('go', ['build', '-trimpath', '-buildvcs=false', '-o', join(PEER_BIN, name), source], {
          cwd: folder,
          env: ENVIRONMENT,
        });
      }
    },
  });
}
