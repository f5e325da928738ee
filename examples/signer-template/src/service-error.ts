import { InTotoError } from '@intoto/encoding';

/** What each code of a {@link ServiceError} means. */
export const SERVICE_ERROR_CODES = {
  ERR_SERVICE_KEY_NOT_FOUND: 'The service has no key of that name.',
  ERR_SERVICE_SIGNATURE: 'The service returned a signature that does not verify.',
} as const;

/** A service that cannot be used, or not with the key that was asked for. Its message never holds key material. */
export class ServiceError extends InTotoError<keyof typeof SERVICE_ERROR_CODES> {
  override readonly name = 'ServiceError';
}
