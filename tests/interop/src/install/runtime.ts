import { globSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { PEER_BIN, PEERS, runtimeSource } from '../places.ts';
import type { RuntimeName } from '../runtimes.ts';
import { CommandError, runCommand, tryCommand } from './command.ts';
import { carryOut, type Installation } from './installation.ts';
import { hashPins } from './stamp.ts';

interface Pins {
  readonly dependencies: Readonly<Record<RuntimeName, string>>;
}

const PINS = ['package.json', 'package-lock.json'];

/** Where the packages of the platforms have their programs. */
const PROGRAMS: Readonly<Record<RuntimeName, string>> = {
  bun: 'node_modules/@oven/bun-*/bin/bun',
  deno: 'node_modules/@deno/*/deno',
};

/** Nothing but what the lock file names, each checked against its hash; the scripts would only copy the program. */
const NPM_INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];

/** Gets a runtime from the npm registry, with the package that it has there for this platform. */
export async function installRuntime(name: RuntimeName): Promise<Installation> {
  const { dependencies } = JSON.parse(await readFile(runtimeSource(name, 'package.json'), 'utf8')) as Pins;
  const title = `${name} ${dependencies[name]}`;
  const npm = await tryCommand('npm', ['--version']);
  if (npm === undefined) return { state: 'absent', message: `${title} needs npm: it comes with Node.js` };
  const folder = join(PEERS, name);
  const program = join(PEER_BIN, name);
  return carryOut({
    peer: name,
    title,
    pins: await hashPins(
      PINS.map((file) => runtimeSource(name, file)),
      [process.platform, process.arch],
    ),
    outcome: [folder, program],
    install: async () => {
      await mkdir(folder, { recursive: true });
      for (const file of PINS) await copyFile(runtimeSource(name, file), join(folder, file));
      await runCommand('npm', NPM_INSTALL, { cwd: folder });
      const [found] = globSync(PROGRAMS[name], { cwd: folder });
      if (found === undefined) throw new CommandError(`there is none for ${process.platform} on ${process.arch}`);
      await mkdir(PEER_BIN, { recursive: true });
      await rm(program, { force: true });
      await symlink(relative(PEER_BIN, join(folder, found)), program);
    },
  });
}
