import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { driverSource, PEER_BIN, PEERS } from '../places.ts';
import { runCommand, tryCommand } from './command.ts';
import { carryOut, type Installation } from './installation.ts';
import { hashPins } from './stamp.ts';

const PROGRAM = 'in-toto-rust-driver';

/** Builds the driver over the crate, with the dependencies that Cargo.lock pins. */
export async function installRust(): Promise<Installation> {
  const title = 'in-toto 0.4.0 for Rust';
  const version = await tryCommand('cargo', ['--version']);
  if (version === undefined) {
    return { state: 'absent', message: `${title} needs cargo: apt-get install cargo` };
  }
  const folder = driverSource('rust');
  const sources = (await readdir(join(folder, 'src'))).sort().map((name) => join('src', name));
  const files = ['Cargo.toml', 'Cargo.lock', ...sources];
  const built = join(PEERS, 'rust-target');
  return carryOut({
    peer: 'rust',
    title,
    pins: await hashPins(
      files.map((name) => join(folder, name)),
      [version, ...files],
    ),
    outcome: [join(PEER_BIN, PROGRAM)],
    install: async () => {
      await runCommand('cargo', ['build', '--quiet', '--locked', '--release', '--target-dir', built], { cwd: folder });
      await mkdir(PEER_BIN, { recursive: true });
      await copyFile(join(built, 'release', PROGRAM), join(PEER_BIN, PROGRAM));
      await rm(built, { recursive: true });
    },
  });
}
