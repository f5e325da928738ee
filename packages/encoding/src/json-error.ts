import type { JsonErrorCode } from './error-codes.ts';
import { InTotoError } from './errors.ts';

/**
 * A JSON text that cannot be read, or a JSON value that cannot be written.
 *
 * `details` of a reader's error: `line` and `column` (from 1, in code points) and `offset` (from 0, in UTF-16 units);
 * of a writer's error: `pointer`, where the value is (RFC 6901); besides what the code adds (`name`, `maxDepth`, …).
 */
export class JsonError extends InTotoError<JsonErrorCode> {
  override readonly name = 'JsonError';
}
