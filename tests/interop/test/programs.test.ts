import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, expect, it } from 'vitest';

import {
  GO_PROGRAM,
  type KeyForm,
  type KeyPair,
  label,
  makeKeyPair,
  ourProgram,
  pythonProgram,
  withScratchFolder,
} from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';
import { writeDemoChain } from './demo-chain.ts';

let owner: KeyPair;
let functionary: KeyPair;

beforeAll(async () => {
  [owner, functionary] = await Promise.all([makeKeyPair('rsa'), makeKeyPair('ed25519')]);
});

const VERIFY = ['--layout', 'root.layout', '--verification-keys', 'owner.pub'];

const PROGRAMS: readonly { name: string; form: KeyForm; command: string; words: readonly string[] }[] = [
  { name: 'ours', form: 'current', command: process.execPath, words: [ourProgram('in-toto-verify'), ...VERIFY] },
  { name: 'Python', form: 'current', command: pythonProgram('python', 'in-toto-verify'), words: VERIFY },
  { name: 'in-toto 2.3', form: 'current', command: pythonProgram('python-2.3', 'in-toto-verify'), words: VERIFY },
  { name: 'Go', form: 'legacy', command: GO_PROGRAM, words: ['verify', '-l', 'root.layout', '-k', 'owner.pub'] },
];

withPeers(['python', 'python-2.3', 'go'], 'programs', () => {
  it.each(PROGRAMS)('of $name tell a good chain from a bad one', async ({ form, command, words }) => {
    const chain = { owner: await label(owner, form), functionary: await label(functionary, form) };
    await withScratchFolder(async (cwd) => {
      await writeFile(join(cwd, 'owner.pub'), owner.publicPem);
      const statuses: (number | null)[] = [];
      for (const tampered of [false, true]) {
        await writeDemoChain(cwd, { ...chain, container: 'metablock', tampered });
        statuses.push(spawnSync(command, words, { cwd }).status);
      }
      expect(statuses).toEqual([0, 1]);
    });
  });
});
