import { type CaseDefinition, OWNER_KEY } from './case-definition.ts';
import { writeJson, type Json } from './json-text.ts';
import { NOW, type Files } from './supply-chain.ts';

/** File names that every file system and archive can have. */
const HARMLESS = /^(?!.*(?:^|\/)(?:con|prn|aux|nul)(?:\.|\/|$))[A-Za-z0-9._ +@-]+(?:\/[A-Za-z0-9._ +@-]+)*$/iu;

function omitUndefined(members: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Where keys of several cases lie, seen from a case. */
const SHARED_KEYS = '../../keys';

function isShared(name: string, keys: Files): boolean {
  return Object.hasOwn(OWNER_KEY, name) && keys[name] === OWNER_KEY[name];
}

/** Files in a folder; `../` leads out of it. */
function place(folder: string, files: Files = {}): [string, string | Uint8Array][] {
  return Object.entries(files).map(([path, content]) => [
    path.startsWith('../') ? path.slice(3) : `${folder}/${path}`,
    content,
  ]);
}

/** The files of a case by their paths in its folder. What has a name that some file systems cannot have is in `files/`. */
export function writeCase(definition: CaseDefinition): ReadonlyMap<string, string | Uint8Array> {
  const { keys = OWNER_KEY, links, parameters, inspections, requires = [], reference, strict } = definition;
  const files = new Map<string, string | Uint8Array>([['root.layout', definition.layout]]);
  const copies: { readonly from: string; readonly to: string }[] = [];
  const placed = [
    ...place('keys', Object.fromEntries(Object.entries(keys).filter(([name]) => !isShared(name, keys)))),
    ...(typeof links === 'string' ? [['links', links] as const] : place('links', links)),
    ...place('product', definition.product),
  ];
  for (const [path, content] of placed) {
    if (HARMLESS.test(path)) files.set(path, content);
    else {
      const from = `files/${copies.length + 1}`;
      files.set(from, content);
      copies.push({ from, to: path });
    }
  }
  const isHostile = copies.length > 0 && !requires.includes('posix');
  const description: Json = omitUndefined({
    description: definition.description,
    origin: definition.origin,
    requires: isHostile ? [...requires, 'posix'].sort() : requires.length > 0 ? [...requires] : undefined,
    now: definition.now ?? NOW,
    keys: Object.keys(keys).map((name) => `${isShared(name, keys) ? SHARED_KEYS : 'keys'}/${name}`),
    parameters,
    inspections,
    copies: copies.length > 0 ? copies : undefined,
    expected: { reference: omitUndefined({ ...reference }), strict: omitUndefined({ ...strict }) },
  });
  files.set('case.json', `${writeJson(description, '  ')}\n`);
  return files;
}
