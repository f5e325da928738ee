import { parseArgs } from 'node:util';

import type { VerificationRequest } from './our-verifier.ts';

const SEVERAL: ReadonlySet<string> = new Set(['--keys', '--parameters']);

/** Words after an option that takes several. */
function several(args: readonly string[], option: string): readonly string[] | undefined {
  const at = args.indexOf(option);
  if (at === -1) return undefined;
  const end = args.findIndex((word, index) => index > at && word.startsWith('--'));
  return args.slice(at + 1, end === -1 ? args.length : end);
}

function withoutSeveral(args: readonly string[]): readonly string[] {
  let passing = true;
  return args.filter((word) => {
    if (word.startsWith('--')) passing = !SEVERAL.has(word);
    return passing;
  });
}

function readParameter(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** Reads the arguments that the command protocol of @intoto/conformance gives to a program: `verify --layout FILE …`. */
export function readProtocolArguments([verb, ...args]: readonly string[]): VerificationRequest {
  if (verb !== 'verify') throw new TypeError('usage: verify --layout FILE ...');
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...withoutSeveral(args)],
    options: { layout: text, 'link-dir': text, now: text, profile: text, inspections: text },
  });
  const parameters = several(args, '--parameters')?.map(readParameter);
  return {
    layout: values.layout ?? '',
    keys: several(args, '--keys') ?? [],
    linkDirectory: values['link-dir'] ?? '',
    now: values.now ?? '',
    profile: values.profile === 'reference' ? 'reference' : 'strict',
    parameters: parameters === undefined ? undefined : new Map(parameters),
    inspections: values.inspections === 'none' ? 'none' : undefined,
    cwd: process.cwd(),
  };
}
