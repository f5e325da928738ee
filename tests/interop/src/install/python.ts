import { join } from 'node:path';

import { driverSource, PEERS, pythonProgram } from '../places.ts';
import { runCommand, tryCommand } from './command.ts';
import { carryOut, type Installation } from './installation.ts';
import { hashPins } from './stamp.ts';

export interface PythonPeer {
  readonly peer: 'python' | 'python-2.3';
  readonly requirements: string;
  readonly title: string;
}

export const PYTHON: PythonPeer = {
  peer: 'python',
  requirements: driverSource('python', 'requirements-3.txt'),
  title: 'in-toto 3.1.0 for Python',
};

export const PYTHON_2_3: PythonPeer = {
  peer: 'python-2.3',
  requirements: driverSource('python', 'requirements-2.3.txt'),
  title: 'in-toto 2.3.0 for Python',
};

/** Older ones have another fnmatch (reversed ranges), and no wheels are pinned for them. */
const OLDEST_PYTHON = [3, 11] as const;
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
const DESCRIBE = 'import sys, venv, ensurepip; print(*sys.version_info[:2], sys.executable)';

/** Nothing but what the requirements name, as wheels with the hashes they name. */
const PIP_INSTALL =
  'install --quiet --disable-pip-version-check --no-input --no-deps --only-binary :all: --require-hashes --requirement'.split(
    ' ',
  );

async function findPython(): Promise<string | undefined> {
  for (const candidate of CANDIDATES) {
    const [major, minor, executable] = (await tryCommand(candidate, ['-c', DESCRIBE]))?.split(' ') ?? [];
    if (executable !== undefined && Number(major) === OLDEST_PYTHON[0] && Number(minor) >= OLDEST_PYTHON[1]) {
      return executable;
    }
  }
  return undefined;
}

/** Makes a virtual environment with exactly the pinned wheels, each checked against its hash. */
export async function installPython({ peer, requirements, title }: PythonPeer): Promise<Installation> {
  const python = await findPython();
  if (python === undefined) {
    return {
      state: 'absent',
      message: `${title} needs python ${OLDEST_PYTHON.join('.')} or newer with venv: apt-get install python3 python3-venv`,
    };
  }
  const folder = join(PEERS, peer);
  return carryOut({
    peer,
    title,
    pins: await hashPins([requirements], [python, await runCommand(python, ['--version'])]),
    outcome: [folder, pythonProgram(peer, 'in-toto-verify')],
    install: async () => {
      await runCommand(python, ['-m', 'venv', folder]);
      await runCommand(pythonProgram(peer, 'python'), ['-m', 'pip', ...PIP_INSTALL, requirements]);
    },
  });
}
