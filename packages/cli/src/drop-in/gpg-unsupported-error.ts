import { InTotoError } from '@intoto/node';

/** `--gpg` was used. */
export class GpgUnsupportedError extends InTotoError<'ERR_GPG_UNSUPPORTED'> {
  override readonly name = 'GpgUnsupportedError';

  constructor() {
    super('GPG keys are not supported yet. Use a key in a PEM file.', { code: 'ERR_GPG_UNSUPPORTED' });
  }
}
