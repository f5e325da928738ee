import { ARTIFACT_ERROR_CODES } from '@intoto/artifacts';
import { CRYPTO_ERROR_CODES } from '@intoto/crypto';
import { ENCODING_ERROR_CODES, InTotoError, JSON_ERROR_CODES } from '@intoto/encoding';
import { KEY_ERROR_CODES } from '@intoto/keys';
import { LAYOUT_ERROR_CODES } from '@intoto/layout';
import { METADATA_ERROR_CODES, MODEL_ERROR_CODES } from '@intoto/models';
import { FILE_ERROR_CODES, REPORT_ERROR_CODES, RUNNER_ERROR_CODES } from '@intoto/node';
import { OPENPGP_ERROR_CODES } from '@intoto/openpgp';

/** Something that must never happen, and did. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Every code that a reader may refuse its input with. */
const DOCUMENTED: ReadonlySet<string> = new Set(
  [
    ARTIFACT_ERROR_CODES,
    CRYPTO_ERROR_CODES,
    ENCODING_ERROR_CODES,
    FILE_ERROR_CODES,
    JSON_ERROR_CODES,
    KEY_ERROR_CODES,
    LAYOUT_ERROR_CODES,
    METADATA_ERROR_CODES,
    MODEL_ERROR_CODES,
    OPENPGP_ERROR_CODES,
    REPORT_ERROR_CODES,
    RUNNER_ERROR_CODES,
  ].flatMap((table) => Object.keys(table)),
);

/** Throws unless the condition holds. */
export function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Violation(what);
}

/**
 * The code of an error by which a reader refuses its input.
 * @throws Violation for any other error: a `TypeError`, say, or one without a documented code
 */
export function refusalOf(error: unknown): string {
  if (error instanceof Violation) throw error;
  if (!InTotoError.is(error)) {
    const what = error instanceof Error ? `${error.name}: ${error.message.slice(0, 300)}` : String(error);
    throw new Violation(`not an InTotoError: ${what}`, { cause: error });
  }
  demand(DOCUMENTED.has(error.code), `the code ${error.code} is not documented`);
  demand(error.message.length > 0, `the error ${error.code} has no message`);
  try {
    JSON.stringify(error.details);
  } catch (cause) {
    throw new Violation(`the details of ${error.code} are not JSON`, { cause });
  }
  return error.code;
}

/** What a reader made of its input, or the code by which it refused it. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly error: unknown };

/** Runs a reader. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, code: refusalOf(error), error };
  }
}

/** Runs an asynchronous reader. */
export async function attemptAsync<T>(read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, code: refusalOf(error), error };
  }
}

/** For the statistics. */
export function outcomeOf(result: Attempt<unknown>): string {
  return result.ok ? 'accepted' : result.code;
}
