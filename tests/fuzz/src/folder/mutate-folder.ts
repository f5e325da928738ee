import { decodeUtf8 } from '@intoto/encoding';
import { linkFileName, sublayoutDirectoryName } from '@intoto/models';

import { HOSTILE_NAMES } from '../hostile-values.ts';
import { printNode, readNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import { alice, bob, dana, idOf, PEOPLE } from '../people.ts';
import type { Random } from '../random.ts';
import type { CaseEntry } from '../target.ts';
import { openDocument, sealDocument, sealEnvelope } from './document.ts';
import { LAYOUT, LINKS, OWNER_KEY } from './scenario-paths.ts';
import type { Scenario } from './scenario.ts';
import type { SignedContent } from './signed-content.ts';

/** A folder in the making. */
export interface Folder {
  readonly scenario: Scenario;
  readonly files: Map<string, CaseEntry>;
  readonly signed: SignedContent;
  /** Whether anything but the original layout bears the owner's signature. */
  layoutChanged: boolean;
}

type Edit = (folder: Folder, random: Random) => void | Promise<void>;

const STEPS = ['write', 'build', 'compile', 'pack', 'zip'];
const LINK_TARGETS = ['.', '..', '/dev/zero', '/dev/null', '/', 'absent', LAYOUT, `../${LAYOUT}`, 'loop'];

const EDITS: readonly Edit[] = [
  // Signed anew: these reach the furthest.
  resign,
  resign,
  resign,
  resignBytes,
  (folder, random) => {
    const path = pickDocument(folder, random);
    const others = [...folder.files.values()].filter((entry) => entry instanceof Uint8Array);
    changeFile(folder, path, (bytes) => mutateBytes(bytes, random, others));
  },
  (folder, random) => {
    changeFile(folder, pickDocument(folder, random), (bytes) => mutateText(bytes, random));
  },
  (folder, random) => {
    if (random.chance(0.2)) changeFile(folder, OWNER_KEY, (bytes) => mutateBytes(bytes, random));
  },
  (folder, random) => {
    const [from, to] = [pickPath(folder.files, random), pickName(random)];
    const entry = folder.files.get(from) ?? 'folder';
    if (random.chance(0.5)) folder.files.delete(from);
    folder.files.set(to, entry);
  },
  ({ files }, random) => {
    const [a, b] = [pickPath(files, random), pickPath(files, random)];
    const [left, right] = [files.get(a) ?? 'folder', files.get(b) ?? 'folder'];
    files.set(a, right).set(b, left);
  },
  ({ files }, random) => {
    files.delete(pickPath(files, random));
  },
  ({ files }, random) => {
    files.set(random.chance(0.5) ? pickPath(files, random) : pickName(random), {
      linkTo: random.pick(LINK_TARGETS),
    });
  },
  ({ files }, random) => {
    files.set(random.chance(0.5) ? pickPath(files, random) : pickName(random), 'folder');
  },
  // A folder of a sublayout's links that leads back to where it is.
  ({ files }, random) => {
    const folderName = sublayoutDirectoryName(random.pick(STEPS), idOf(random.pick([alice, bob, dana])));
    files.set(`${LINKS}/${folderName}`, { linkTo: random.pick(['.', '..', `../${LINKS}`]) });
  },
];

/** Changes a folder that verifies in one to a few places. */
export async function mutateFolder(scenario: Scenario, random: Random): Promise<Folder> {
  const folder: Folder = {
    scenario,
    files: new Map(scenario.files),
    signed: new Set(scenario.signed),
    layoutChanged: false,
  };
  for (let count = random.chance(0.02) ? 0 : 1 + random.size(4); count > 0 && folder.files.size > 0; count--) {
    await random.pick(EDITS)(folder, random);
  }
  return folder;
}

/** Changes what a document says and has it signed again, mostly by those who should. */
async function resign(folder: Folder, random: Random): Promise<void> {
  const path = pickDocument(folder, random);
  const document = openFile(folder, path);
  if (document === undefined) return;
  const proper = folder.scenario.signers.get(path) ?? [random.pick(PEOPLE)];
  const signers = random.chance(0.85) ? proper : [random.pick(PEOPLE), ...proper];
  const container = random.chance(0.85) ? document.container : random.pick(['metablock', 'dsse'] as const);
  const payload = mutateJson(document.payload, random);
  noteLayout(folder, path);
  const { signed } = folder;
  folder.files.set(path, await sealDocument(payload, { container, signers, signed, projected: random.chance(0.3) }));
}

/** As {@link resign}, for bytes that nobody should sign. */
async function resignBytes(folder: Folder, random: Random): Promise<void> {
  const path = pickDocument(folder, random);
  const document = openFile(folder, path);
  if (document === undefined) return;
  const payload = mutateBytes(Buffer.from(printNode(document.payload)), random);
  const signers = folder.scenario.signers.get(path) ?? [random.pick(PEOPLE)];
  noteLayout(folder, path);
  folder.files.set(path, await sealEnvelope(payload, { container: 'dsse', signers, signed: folder.signed }));
}

function noteLayout(folder: Folder, path: string): void {
  // A sublayout too lists keys, and may list them under other names.
  if (path === LAYOUT || folder.scenario.name.startsWith('nested')) folder.layoutChanged = true;
}

function openFile({ files }: Folder, path: string): ReturnType<typeof openDocument> {
  const entry = files.get(path);
  return entry instanceof Uint8Array ? openDocument(entry) : undefined;
}

/** A path of the folder; seldom that of the owner's key, without which there is not much to verify. */
function pickPath(files: Folder['files'], random: Random): string {
  const path = random.pick([...files.keys()]);
  return path === OWNER_KEY && random.chance(0.8) ? random.pick([...files.keys()]) : path;
}

function pickDocument({ files }: Folder, random: Random): string {
  const documents = [...files.keys()].filter((path) => path !== OWNER_KEY);
  return documents.length === 0 ? LAYOUT : random.pick(documents);
}

function changeFile({ files }: Folder, path: string, change: (bytes: Uint8Array) => Uint8Array): void {
  const entry = files.get(path);
  if (entry instanceof Uint8Array) files.set(path, change(entry));
}

function mutateText(bytes: Uint8Array, random: Random): Uint8Array {
  try {
    return Buffer.from(printNode(mutateJson(readNode(decodeUtf8(bytes)), random)));
  } catch {
    return mutateBytes(bytes, random);
  }
}

/** A path in the folder: of a link of somebody's, of some other file that looks like one, or of anything. */
function pickName(random: Random): string {
  const by = idOf(random.pick(PEOPLE));
  const step = random.pick(STEPS);
  const folder = random.chance(0.8) ? LINKS : `${LINKS}/${sublayoutDirectoryName(random.pick(STEPS), by)}`;
  const name = random.pick([
    linkFileName(step, by),
    `${step}.link`,
    `${step}.00000000.link`,
    `${step}.${by}.link`,
    sublayoutDirectoryName(step, by),
    random.pick(HOSTILE_NAMES),
  ]);
  const isSegment = name !== '' && !name.includes('/') && name !== '.' && name !== '..';
  return `${folder}/${isSegment ? name : `${step}.x.link`}`;
}
