export type {
  CommonOperations,
  CreateRequest,
  LoadedKey,
  PeerInfo,
  PeerMetadata,
  PeerVerdict,
  RecordedArtifacts,
  SignRequest,
  VerifyRequest,
} from './common-operations.ts';
export type { DocumentSource } from './document-source.ts';
export type { GoFailure, GoOperations } from './go-operations.ts';
export type { KeySource, SignerSource } from './key-source.ts';
export type { PeerFault, PeerOutcome } from './outcome.ts';
export { PeerError } from './peer-error.ts';
export { PEER_NAMES, type PeerName } from './peer-names.ts';
export { Peer, type RequestOptions } from './peer.ts';
export { asCommonPeer, isPresent, openPeer, type Peers, PRESENT_PEERS } from './peers.ts';
export { GO_PROGRAM, ourProgram, pythonProgram } from './places.ts';
export type {
  ProductDifferences,
  PythonFailure,
  PythonOperations,
  RuleLink,
  RuleVerdict,
} from './python-operations.ts';
export type { RustOperations } from './rust-operations.ts';
export { KEY_KINDS, type KeyKind, type KeyPair, makeKeyPair } from './key-pair.ts';
export { type KeyForm, label, type LabelledKey } from './labelled-key.ts';
export { withScratchFolder } from './scratch-folder.ts';
