export {
  describeKeyIds,
  type DescribeKeyIdsOptions,
  type KeyIdDescription,
  type KeyIdName,
} from './describe-key-ids.ts';
export { KEY_ERROR_CODES, type KeyErrorCode } from './error-codes.ts';
export {
  exportPrivateKey,
  type ExportPrivateKeyOptions,
  exportPublicKey,
  PRIVATE_KEY_FORMATS,
  type PrivateKeyFormat,
  PUBLIC_KEY_FORMATS,
  type PublicKeyFormat,
} from './export-key.ts';
export { identifyKey, type KeyDescription } from './identify-key.ts';
export { KeyError } from './key-error.ts';
export { KEY_KINDS, type KeyKind, type KeyKindFacts } from './key-kind.ts';
export { loadAnyPrivateKey } from './load-any-private-key.ts';
export { loadAnyPublicKey } from './load-any-public-key.ts';
