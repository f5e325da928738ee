import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeBackend as backend } from '@intoto/crypto-node';
import { linkFileName, unfinishedLinkFileName } from '@intoto/models';
import { startRecording, stopRecording } from '@intoto/node';

import { writeCaseFiles } from '../campaign/case-folder.ts';
import { sealDocument } from '../folder/document.ts';
import { listFolder } from '../folder/listing.ts';
import { removeFolder } from '../folder/remove-folder.ts';
import { coveredBytes, digestOf, type SignedContent } from '../folder/signed-content.ts';
import { HOSTILE_NAMES } from '../hostile-values.ts';
import { toNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import { alice, bob, idOf } from '../people.ts';
import { linkPayload, SOURCE } from '../sample-metadata.ts';
import type { CaseEntry, Target } from '../target.ts';
import { attemptAsync, demand, outcomeOf } from '../violation.ts';

const INPUT_FILE = 'input';
const LINK_TARGETS = ['/dev/zero', '/etc/passwd', 'absent', '.'];

/** Recordings of steps with names of any kind, and unfinished links of any kind: whatever is written stays in its folder. */
export const recordingsTarget: Target = {
  name: 'recordings',
  weight: 1,
  shortCount: 300,
  generate: async (random) => {
    const name = random.chance(0.6) ? 'x' : random.pick(HOSTILE_NAMES);
    const signed: SignedContent = new Set();
    const node = toNode(linkPayload(name, { a: SOURCE }, {}));
    const payload = random.chance(0.6) ? mutateJson(node, random) : node;
    const container = random.pick(['metablock', 'dsse'] as const);
    const signers = [random.chance(0.9) ? alice : bob];
    const bytes = await sealDocument(payload, { container, signers, signed });
    const entry: CaseEntry = random.chance(0.05)
      ? { linkTo: random.pick(LINK_TARGETS) }
      : random.chance(0.3)
        ? mutateBytes(bytes, random)
        : bytes;
    // Under another name than it will have: what the file system refuses is still a case.
    return { files: new Map([[INPUT_FILE, entry]]), settings: { name, signed: [...signed] } };
  },
  check: async ({ files, settings }) => {
    const root = mkdtempSync(join(tmpdir(), 'in-toto-recording-'));
    try {
      const name = String(settings['name']);
      const started = await start(join(root, 'started'), name);
      const input = files.get(INPUT_FILE) ?? 'folder';
      const stopped = await stop(join(root, 'stopped'), name, input, settings['signed'] as readonly string[]);
      return started === 'accepted' ? stopped : `not started: ${started}`;
    } finally {
      removeFolder(root);
    }
  },
};

async function start(folder: string, name: string): Promise<string> {
  const { cwd, outside } = makeFolder(folder);
  const result = await attemptAsync(() => startRecording({ name, signer: alice, materials: ['.'], cwd }));
  demand(outside() === '', 'starting a recording wrote elsewhere');
  const file = unfinishedLinkFileName(name, idOf(alice));
  demand(isOnly(cwd, result.ok ? [file] : []), 'starting a recording wrote another file');
  if (result.ok) demand(result.value.path === join(cwd, file), 'starting a recording tells of another file');
  return outcomeOf(result);
}

async function stop(folder: string, name: string, input: CaseEntry, signed: readonly string[]): Promise<string> {
  const { cwd, outside } = makeFolder(folder);
  const unfinished = unfinishedLinkFileName(name, idOf(alice));
  // The others must be refused before any file is looked for.
  if (!/[/\0]/u.test(name)) writeCaseFiles(cwd, new Map([[unfinished, input]]));
  const before = readdirSync(cwd);
  const listed = listFolder(cwd);
  const result = await attemptAsync(() => stopRecording({ name, signer: alice, backend, products: ['.'], cwd }));
  demand(outside() === '', 'stopping a recording wrote elsewhere');
  if (result.ok) {
    demand(isOnly(cwd, [linkFileName(name, idOf(alice))]), 'stopping a recording wrote another file');
    demand(input instanceof Uint8Array, 'a recording was stopped that is no file');
    const covered = coveredBytes(input, 'received');
    const isSigned = covered !== undefined && signed.includes(`${idOf(alice)}:${digestOf(covered)}`);
    demand(isSigned, 'a recording was stopped that nobody started');
    demand(result.value.metadata.signatures[0]?.keyId === idOf(alice), 'a finished recording is not signed');
  } else {
    demand(isOnly(cwd, before) && listFolder(cwd) === listed, 'what was not stopped has changed');
  }
  return outcomeOf(result);
}

/** A folder to work in, and what is written beside it. */
function makeFolder(folder: string): { readonly cwd: string; readonly outside: () => string } {
  const cwd = join(folder, 'inside', 'cwd');
  mkdirSync(cwd, { recursive: true });
  const entries = (): string => [...readdirSync(folder), ...readdirSync(join(folder, 'inside'))].join('\n');
  const before = entries();
  return { cwd, outside: () => (entries() === before ? '' : entries()) };
}

function isOnly(folder: string, names: readonly string[]): boolean {
  return readdirSync(folder).sort().join('\n') === names.toSorted().join('\n');
}
