import type { Cryptoki, Handle } from './cryptoki.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import { CKR, describeReturnValue, ReturnValueError } from './return-values.ts';
import type { FoundToken } from './select-token.ts';

/** What a PIN is asked for. */
export interface PinQuestion {
  /** The token's label, as the token gives it. */
  readonly token: string;
  /** A wrong PIN now locks the token. */
  readonly lastTry: boolean;
}

/** A PIN, or who gives it; asked at most once for each login, and only where the token wants one. */
export type PinSource = string | Uint8Array | ((question: PinQuestion) => Promise<string | Uint8Array>);

/**
 * The PIN as the token wants it: UTF-8. `undefined` where there is nothing to type here.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_PIN_NEEDED`, `ERR_PKCS11_PIN_LOCKED`; what the source rejects with.
 */
export async function askPin(
  { token: { label, flags } }: FoundToken,
  quotedLabel: string,
  source: PinSource | undefined,
): Promise<Uint8Array | undefined> {
  if (flags.pinLocked) throw locked(quotedLabel);
  if (!flags.loginRequired || flags.protectedPath) return undefined;
  if (source === undefined)
    throw new Pkcs11Error(
      `The token ${quotedLabel} wants a PIN. Give it as a password, or where the URI says pin-source=file:PATH.`,
      {
        code: 'ERR_PKCS11_PIN_NEEDED',
        details: { token: quotedLabel },
      },
    );
  const pin = typeof source === 'function' ? await source({ token: label, lastTry: flags.pinFinalTry }) : source;
  // A copy, since it is wiped in the end.
  return new Uint8Array(typeof pin === 'string' ? Buffer.from(pin) : pin);
}

/**
 * Logs in, with one try and no second one.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_PIN_WRONG`, `ERR_PKCS11_PIN_LOCKED`; {@link ReturnValueError} for the rest.
 */
export async function login(
  cryptoki: Cryptoki,
  { slot }: FoundToken,
  quotedLabel: string,
  { session, user, pin }: { session: Handle; user: 'user' | 'context-specific'; pin: Uint8Array | undefined },
): Promise<void> {
  try {
    await cryptoki.login(session, user, pin);
  } catch (cause) {
    if (!(cause instanceof ReturnValueError)) throw cause;
    switch (cause.value) {
      case CKR.USER_ALREADY_LOGGED_IN:
        // By another signer of this process: a login is for all sessions.
        return;
      case CKR.PIN_LOCKED:
        throw locked(quotedLabel, cause);
      case CKR.PIN_INCORRECT:
      case CKR.PIN_INVALID:
      case CKR.PIN_LEN_RANGE:
        throw new Pkcs11Error(
          `The token ${quotedLabel} refused the PIN${await describeTriesLeft(cryptoki, slot)}. It was tried once.`,
          {
            code: 'ERR_PKCS11_PIN_WRONG',
            details: { token: quotedLabel, reason: describeReturnValue(cause.value) },
            cause,
          },
        );
      default:
        throw cause;
    }
  }
}

function locked(quotedLabel: string, cause?: unknown): Pkcs11Error {
  return new Pkcs11Error(
    `The PIN of the token ${quotedLabel} is locked after too many wrong ones. Its security officer can unlock it.`,
    { code: 'ERR_PKCS11_PIN_LOCKED', details: { token: quotedLabel }, cause },
  );
}

/** A token does not tell how many tries are left, only that they are few. */
async function describeTriesLeft(cryptoki: Cryptoki, slot: Handle): Promise<string> {
  try {
    const { flags } = await cryptoki.getTokenInfo(slot);
    if (flags.pinLocked) return ', and is now locked';
    if (flags.pinFinalTry) return '; the next wrong one locks it';
    return flags.pinCountLow ? '; few tries are left' : '';
  } catch {
    return '';
  }
}
