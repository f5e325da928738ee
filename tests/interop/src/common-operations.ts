import type { DocumentSource } from './document-source.ts';
import type { KeySource, SignerSource } from './key-source.ts';

export interface PeerInfo {
  readonly name: string;
  readonly version: string;
  readonly libraries: Readonly<Record<string, string>>;
}

export interface VerifyRequest {
  /** Path of the layout. */
  readonly layout: string;
  /** The project owner's keys. */
  readonly keys?: readonly KeySource[] | undefined;
  /** @defaultValue the working directory */
  readonly link_dir?: string | undefined;
  readonly parameters?: unknown;
}

/** A verdict, and for a failure the peer's words. */
export type PeerVerdict =
  | {
      readonly verdict: 'pass';
      /** The summary link, as JSON text. */
      readonly summary: string;
    }
  | { readonly verdict: 'fail'; readonly type: string; readonly message: string };

/** Metadata as a peer sees it. */
export interface PeerMetadata {
  readonly container: 'metablock' | 'dsse';
  readonly type: 'link' | 'layout';
  /** The payload as the peer's model holds it, as JSON text. */
  readonly payload: string;
  /** Base64 of the bytes that a signature covers. */
  readonly signed: string;
  /** Base64 of the file that the peer writes. */
  readonly file: string;
}

export interface CreateRequest {
  readonly container: 'metablock' | 'dsse';
  readonly signers?: readonly SignerSource[] | undefined;
}

export interface SignRequest {
  readonly signer: SignerSource;
  /** Whether the signatures it has are kept. @defaultValue `'append'` */
  readonly existing?: 'append' | 'replace' | undefined;
}

export interface LoadedKey {
  readonly keyid: string;
  /** The key object as the peer puts it into layouts, `keyid` included. */
  readonly key: Readonly<Record<string, unknown>>;
}

/** Artifact names with their hashes. */
export type RecordedArtifacts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Operations that every driver has. Documents travel as base64, verdicts over many names as a text of `0` and `1`. */
export interface CommonOperations {
  readonly info: { readonly request: object; readonly result: PeerInfo };
  /** Verifies a supply chain in files. */
  readonly verify: { readonly request: VerifyRequest; readonly result: PeerVerdict };
  /** The canonical JSON of a document. */
  readonly canonical: { readonly request: DocumentSource; readonly result: string };
  /** Reads metadata and writes it again. */
  readonly parse: { readonly request: DocumentSource; readonly result: PeerMetadata };
  /** Puts a payload, given as the document of its JSON, into a container and signs it. */
  readonly create: { readonly request: DocumentSource & CreateRequest; readonly result: PeerMetadata };
  /** Signs metadata. */
  readonly sign: {
    readonly request: DocumentSource & SignRequest;
    readonly result: PeerMetadata & { readonly keyid: string };
  };
  /** Fails unless the metadata carries a good signature by the key. */
  readonly check_signature: {
    readonly request: DocumentSource & { readonly key: KeySource };
    readonly result: true;
  };
  readonly load_key: { readonly request: { readonly key: KeySource }; readonly result: LoadedKey };
}
