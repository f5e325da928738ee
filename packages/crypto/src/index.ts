export type {
  CryptoBackend,
  DigestAlgorithm,
  EcdsaCurve,
  Hasher,
  Pbes2Parameters,
  SignatureScheme,
  Signer,
  Verifier,
} from './interfaces.ts';
