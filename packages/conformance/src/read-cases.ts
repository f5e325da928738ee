import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ConformanceCase, CopiedFile, Expectation } from './conformance-case.ts';
import type { Profile } from './profile.ts';

/** The folder of the vectors that this package brings. */
export const VECTORS: string = fileURLToPath(new URL('../vectors', import.meta.url));

/** `case.json` as it stands there; what is published is right, so only its absence is looked for. */
interface CaseFile {
  readonly description: string;
  readonly origin: string;
  readonly requires?: readonly string[];
  readonly now: string;
  readonly keys: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly inspections?: 'none';
  readonly copies?: readonly CopiedFile[];
  readonly expected: Readonly<Record<Profile, Expectation>>;
}

function readCase(folder: string, name: string): ConformanceCase {
  const path = join(folder, 'case.json');
  let file: CaseFile;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as CaseFile;
  } catch (cause) {
    throw new TypeError(`${path} cannot be read`, { cause });
  }
  const { description, origin, requires = [], now, keys, parameters, inspections, copies = [], expected } = file;
  const parameterMap = parameters === undefined ? undefined : new Map(Object.entries(parameters));
  return {
    name,
    folder,
    description,
    origin,
    requires,
    now,
    keys,
    parameters: parameterMap,
    inspections,
    copies,
    expected,
  };
}

/**
 * Reads the cases in a folder of vectors, sorted by name.
 *
 * @throws TypeError where the folder has no `cases`, or one cannot be read
 * @example
 * ```ts
 * import { readCases } from '@intoto/conformance';
 *
 * const failing = readCases().filter(({ expected }) => expected.reference.verdict === 'fail');
 * console.log(`${failing.length} cases must fail`);
 * ```
 */
export function readCases(vectors: string = VECTORS): readonly ConformanceCase[] {
  const cases = join(vectors, 'cases');
  if (!existsSync(cases)) throw new TypeError(`${vectors} has no folder "cases"`);
  return readdirSync(cases)
    .sort()
    .map((name) => readCase(join(cases, name), name));
}
