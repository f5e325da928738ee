import type { Command, CommandGroup } from './command.ts';
import { createCompletion } from './completion.ts';

type Load = () => Promise<Command>;

interface LazyGroup {
  readonly help: string;
  readonly commands: ReadonlyMap<string, Load>;
}

/** Every command by its name, in the order of the help. Its code is loaded when it is named, or when all are listed. */
const COMMANDS: ReadonlyMap<string, Load | LazyGroup> = new Map<string, Load | LazyGroup>([
  ['run', async () => (await import('./run.ts')).run],
  [
    'record',
    {
      help: 'record a step that is not one command',
      commands: new Map<string, Load>([
        ['start', async () => (await import('./record.ts')).recordStart],
        ['stop', async () => (await import('./record.ts')).recordStop],
      ]),
    },
  ],
  ['mock', async () => (await import('./mock.ts')).mock],
  ['match-products', async () => (await import('./match-products.ts')).matchProductsCommand],
  ['sign', async () => (await import('./sign.ts')).sign],
  ['verify', async () => (await import('./verify.ts')).verify],
  ['explain', async () => (await import('./explain.ts')).explain],
  ['convert', async () => (await import('./convert.ts')).convert],
  [
    'key',
    {
      help: 'make, look at and convert keys',
      commands: new Map<string, Load>([
        ['new', async () => (await import('./key.ts')).keyNew],
        ['id', async () => (await import('./key-id.ts')).keyId],
        ['show', async () => (await import('./key.ts')).keyShow],
        ['convert', async () => (await import('./key-convert.ts')).keyConvert],
        ['public', async () => (await import('./key-public.ts')).keyPublic],
      ]),
    },
  ],
  [
    'layout',
    {
      help: 'make, check and look at layouts',
      commands: new Map<string, Load>([
        ['new', async () => (await import('./layout-new.ts')).layoutNew],
        ['compile', async () => (await import('./layout-compile.ts')).layoutCompile],
        ['infer', async () => (await import('./layout-infer.ts')).layoutInfer],
        ['show', async () => (await import('./layout-show.ts')).layoutShow],
        ['lint', async () => (await import('./layout-lint.ts')).layoutLint],
        ['test', async () => (await import('./layout-test.ts')).layoutTest],
        ['diff', async () => (await import('./layout-diff.ts')).layoutDiff],
        ['renew', async () => (await import('./layout-renew.ts')).layoutRenew],
        ['resign', async () => (await import('./layout-renew.ts')).layoutResign],
        ['doctor', async () => (await import('./layout-doctor.ts')).layoutDoctor],
      ]),
    },
  ],
  [
    'bundle',
    {
      help: 'put all evidence into one file, and take it out',
      commands: new Map<string, Load>([
        ['create', async () => (await import('./bundle.ts')).bundleCreate],
        ['show', async () => (await import('./bundle.ts')).bundleShow],
        ['extract', async () => (await import('./bundle.ts')).bundleExtract],
      ]),
    },
  ],
  ['completion', () => Promise.resolve(createCompletion(loadAllCommands))],
]);

async function loadGroup(name: string, { help, commands }: LazyGroup): Promise<CommandGroup> {
  return { name, help, commands: await Promise.all([...commands.values()].map((load) => load())) };
}

/** Every command. */
export function loadAllCommands(): Promise<readonly (Command | CommandGroup)[]> {
  return Promise.all(
    [...COMMANDS].map(([name, entry]) => (typeof entry === 'function' ? entry() : loadGroup(name, entry))),
  );
}

/** The one command that the words begin with, in its group where it has one; `undefined` where they name none. */
export async function loadNamedCommand([first = '', second = '']: readonly string[]): Promise<
  readonly (Command | CommandGroup)[] | undefined
> {
  const entry = COMMANDS.get(first);
  if (entry === undefined) return undefined;
  if (typeof entry === 'function') return [await entry()];
  const load = entry.commands.get(second);
  return load === undefined ? undefined : [{ name: first, help: entry.help, commands: [await load()] }];
}
