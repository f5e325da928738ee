import { Pkcs11Error } from './pkcs11-error.ts';
import { CKR, describeReturnValue, ReturnValueError } from './return-values.ts';

/** Answers after which neither the session nor what was found in it is of any use. */
const GONE: ReadonlySet<number> = new Set([
  CKR.SLOT_ID_INVALID,
  CKR.DEVICE_REMOVED,
  CKR.KEY_HANDLE_INVALID,
  CKR.OBJECT_HANDLE_INVALID,
  CKR.SESSION_CLOSED,
  CKR.SESSION_HANDLE_INVALID,
  CKR.TOKEN_NOT_PRESENT,
  CKR.TOKEN_NOT_RECOGNIZED,
  CKR.USER_NOT_LOGGED_IN,
  CKR.CRYPTOKI_NOT_INITIALIZED,
]);

/** Who does what, for messages. */
export interface FailureContext {
  /** E.g. `The token "alice"`. */
  readonly subject: string;
  /** E.g. `sign`. */
  readonly task: string;
}

/** Does something with a token; what its module answers instead of CKR_OK becomes an error for people. */
export async function explainFailure<T>({ subject, task }: FailureContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ReturnValueError)) throw cause;
    const reason = describeReturnValue(cause.value);
    const details = { reason };
    if (GONE.has(cause.value))
      throw new Pkcs11Error(`${subject} went away, or was reset (${reason}). Plug it in and start again.`, {
        code: 'ERR_PKCS11_TOKEN_GONE',
        details,
        cause,
      });
    throw new Pkcs11Error(`${subject} failed to ${task} (${reason}).`, { code: 'ERR_PKCS11_FAILED', details, cause });
  }
}
