import { escapeUnprintable } from '@intoto/encoding';
import { LineCounter, parseDocument, isNode } from 'yaml';

import { LayoutError } from '../layout-error.ts';

/** Where something stands: the names and numbers that lead there. */
export type SourcePath = readonly (string | number)[];

/** A YAML document with what it says. */
export interface SourceDocument {
  /** Mappings are maps, so that every name is an ordinary one. */
  readonly value: unknown;
  /** An error about a place, with its line. */
  refuse(path: SourcePath, message: string, cause?: unknown): LayoutError;
}

/** A layout source is written by people. */
const MAX_LENGTH = 1_000_000;

/** Uses of one anchor after another multiply: more are none of a person's. */
const MAX_ALIASES = 100;

/**
 * Reads YAML 1.2 in its core schema: no tags of one's own, no merge keys, no name twice, few aliases.
 *
 * @throws {@link LayoutError} `ERR_SOURCE_FORMAT`
 */
export function parseSource(text: string): SourceDocument {
  if (text.length > MAX_LENGTH) throw refuseText(`it has ${text.length} characters; at most ${MAX_LENGTH} are read`);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: lines,
    });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
      const { line, col } = lines.linePos(problem.pos[0]);
      throw refuseText(`line ${line}, column ${col}: ${problem.message}`, { line, column: col });
    }
    return {
      value: document.toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES }),
      refuse(path, message, cause) {
        const node = path.length === 0 ? document.contents : document.getIn(path, true);
        const start = isNode(node) ? node.range?.[0] : undefined;
        const place = start === undefined ? undefined : lines.linePos(start);
        const where = place === undefined ? '' : `line ${place.line}: `;
        const what = path.length === 0 ? 'it' : path.join('.');
        return refuseText(`${where}${what} ${message}`, { place: path, line: place?.line, column: place?.col }, cause);
      },
    };
  } catch (error) {
    if (error instanceof LayoutError) throw error;
    // The library throws what it finds while it follows aliases, and where collections are nested too deep for it.
    const message =
      error instanceof RangeError ? 'it is nested too deeply' : error instanceof Error ? error.message : String(error);
    throw refuseText(message, {}, error);
  }
}

function refuseText(reason: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown): LayoutError {
  const message = `This is not the source of a layout: ${escapeUnprintable(reason)}.`;
  return new LayoutError(message, { code: 'ERR_SOURCE_FORMAT', details, ...(cause === undefined ? {} : { cause }) });
}
