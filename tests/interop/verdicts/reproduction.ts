import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Comparison } from './compare-chain.ts';
import { NOW } from './layer.ts';
import { printTree } from './tree.ts';
import type { Verdict } from './verdict.ts';
import { makeFiles, workingDirectory, writeFiles } from './write-chain.ts';

/** Leaves a folder that shows a difference: the files, and how to have them verified by both. @returns its path */
export function writeReproduction(parent: string, comparison: Comparison): string {
  const { chain } = comparison;
  const folder = join(parent, `seed-${String(chain.seed)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, makeFiles(chain));
  const here = workingDirectory(folder);
  const { keys, parameters, linkDirectory } = chain;
  writeFileSync(join(folder, 'keys.json'), `[${keys.map((key) => printTree(key, ' ')).join(',\n ')}]\n`);
  writeFileSync(join(folder, 'parameters.json'), `${JSON.stringify(parameters ?? null)}\n`);
  writeFileSync(join(folder, 'README.md'), describe(comparison, here, linkDirectory));
  return folder;
}

function describe({ chain, difference, reference, ours, strict }: Comparison, here: string, links: string): string {
  return `# Seed ${String(chain.seed)}: ${difference ?? 'no difference'}

- reference: ${print(reference)}
- ours: ${print(ours)}
- ours, strict: ${print(strict)}

Keys are in \`keys.json\` as they stand in layouts, parameters in \`parameters.json\`. Commands need a copy of the folder each, since
inspections leave files behind. The clock is at ${NOW}.

    cd ${here}
    python3 -c 'import json
    from in_toto.verifylib import in_toto_verify
    from in_toto.models.metadata import Metadata
    keys = {key["keyid"]: key for key in json.load(open("../../keys.json"))}
    in_toto_verify(Metadata.load("root.layout"), keys, "${links}", json.load(open("../../parameters.json")))'

The whole chain before it was made smaller, compared again (this prints both verdicts):

    node tests/interop/verdicts/run.ts --from ${String(chain.seed)} --count 1
`;
}

function print({ stages, item, list, code, message }: Verdict): string {
  if (code === 'pass') return 'passes';
  const place = [stages.join(' > '), item, list].filter((part) => part !== undefined).join(', ');
  return `fails at ${place}: ${code}: ${JSON.stringify(message.slice(0, 300))}`;
}
