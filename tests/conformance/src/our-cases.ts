import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type ConformanceCase, type Profile, unpackCase } from '@intoto/conformance';

import { type ProtocolReport, verifyHere } from './our-verifier.ts';

/** Whether a case needs a copy: its inspections write, its files have other names, or a path leads through its empty folder. */
function needsCopy({ requires, folder }: ConformanceCase): boolean {
  return requires.includes('posix') || existsSync(join(folder, 'others'));
}

/**
 * Verifies a case in this process. Cases that nothing is written to are read where they are, which takes a third of the time.
 */
export async function verifyCase(one: ConformanceCase, profile: Profile): Promise<ProtocolReport> {
  const { now, parameters, inspections, folder } = one;
  const settings = { now, profile, parameters, inspections };
  if (!needsCopy(one)) {
    return verifyHere({
      ...settings,
      layout: join(folder, 'root.layout'),
      keys: one.keys.map((key) => join(folder, key)),
      linkDirectory: join(folder, 'links'),
      // Nothing can be started here: a case with inspections that does not say so fails.
      cwd: join(folder, 'nowhere'),
    });
  }
  const unpacked = await unpackCase(one);
  try {
    const { layout, keys, linkDirectory, product: cwd } = unpacked;
    return await verifyHere({ ...settings, layout, keys, linkDirectory, cwd });
  } finally {
    await unpacked.remove();
  }
}
