import { parseReport } from '@intoto/report';
import type { AnyReport } from '@intoto/verifier';

import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

/**
 * Reads a saved report, as `renderJson` wrote it. The file may be anybody's; nothing is verified by reading it.
 *
 * @throws FileError for a file that cannot be read; ReportError, JsonError, EncodingError as `parseReport`, naming the file
 */
export async function readReport(path: string): Promise<AnyReport> {
  const bytes = await readBytes(path);
  return named(path, () => parseReport(bytes));
}
