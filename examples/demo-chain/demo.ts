/**
 * A whole supply chain through the command line tools, on a real git repository, and four attacks on it.
 *
 *     node demo.ts [--keep]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ATTACKS } from './attacks.ts';
import { CHAIN, type Scene, VERIFY } from './chain.ts';

const keep = process.argv.includes('--keep');
const programs = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.bin');
const folder = mkdtempSync(join(tmpdir(), 'in-toto-demo-'));
const env = { ...process.env, PATH: [programs, process.env['PATH']].join(delimiter), COLUMNS: '80' };

interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** Shows a command as its user types it, runs it in their folder, and shows what it prints. */
function act(root: string, { who, command, quiet }: Scene): Outcome {
  const home = join(root, who);
  mkdirSync(home, { recursive: true });
  if (quiet !== true) console.log(`${who}$ ${command}`);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: home, env, encoding: 'utf8' });
  const output = `${stdout}${stderr}`.trimEnd();
  if (quiet !== true && output !== '') console.log(output);
  return { status: status ?? 1, output };
}

/** Acts a scene that has to succeed. */
function must(root: string, scene: Scene): void {
  const { status, output } = act(root, scene);
  if (status === 0) return;
  throw new Error(`this command failed with status ${status}:\n${scene.command}\n${output}`);
}

function heading(text: string): void {
  console.log(`\n${'-'.repeat(80)}\n${text}\n${'-'.repeat(80)}`);
}

try {
  const honest = join(folder, 'honest');
  for (const act1 of CHAIN) {
    heading(act1.title);
    for (const scene of act1.scenes) must(honest, scene);
  }
  heading('Anybody verifies: the product, the layout, the owner’s key and the links');
  const verdict = act(honest, VERIFY);
  if (verdict.status !== 0) throw new Error('the honest chain should have passed');
  let caught = 0;
  for (const [at, attack] of ATTACKS.entries()) {
    heading(`Attack ${at + 1}: ${attack.title}`);
    const root = join(folder, `attack-${at + 1}`);
    cpSync(honest, root, { recursive: true });
    for (const scene of attack.scenes) must(root, scene);
    const { status, output } = act(root, VERIFY);
    if (status === 1 && output.includes(attack.code)) caught += 1;
    else console.error(`\nThis should have failed with ${attack.code} and status 1; status was ${status}.`);
  }
  heading(`The honest chain passed; ${caught} of ${ATTACKS.length} attacks were caught.`);
  console.log(keep ? `The folder to play with: ${folder}` : 'Run it with --keep to get the folder to play with.');
  process.exitCode = caught === ATTACKS.length ? 0 : 1;
} catch (error) {
  console.error(`\nThe demo cannot go on: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  if (!keep) rmSync(folder, { recursive: true, force: true });
}
