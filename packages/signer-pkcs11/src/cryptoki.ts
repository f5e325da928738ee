/** A session, an object or a slot; only its module knows what the number means. */
export type Handle = number | bigint;

/** The module itself, as it describes itself. */
export interface LibraryInfo {
  readonly manufacturer: string;
  readonly description: string;
  /** E.g. `2.6`. */
  readonly version: string;
}

/** A place for a token. */
export interface SlotInfo {
  readonly description: string;
  readonly manufacturer: string;
}

/** A smart card, an HSM or a file that plays one. */
export interface TokenInfo {
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly flags: TokenFlags;
}

/** What the token says of its login. */
export interface TokenFlags {
  readonly initialized: boolean;
  readonly loginRequired: boolean;
  /** The PIN is typed on the reader, not here. */
  readonly protectedPath: boolean;
  readonly pinCountLow: boolean;
  readonly pinFinalTry: boolean;
  readonly pinLocked: boolean;
}

/** What to look for in objects, or which of their attributes (CKA_) to read. */
export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array | number | boolean;
}

/** How to sign (CKM_), with its parameter as the module wants it in memory. */
export interface Mechanism {
  readonly type: number;
  /** Numbers, laid out one after the other as CK_ULONG. */
  readonly parameters?: readonly number[] | undefined;
}

/**
 * The functions of a PKCS#11 module that signing takes. Each rejects with a {@link ReturnValueError} where the module does
 * not answer CKR_OK. No two may run at once: not every module can take that.
 */
export interface Cryptoki {
  initialize(): Promise<void>;
  finalize(): Promise<void>;
  getLibraryInfo(): Promise<LibraryInfo>;
  /** Slots that have a token. */
  getSlots(): Promise<readonly Handle[]>;
  getSlotInfo(slot: Handle): Promise<SlotInfo>;
  getTokenInfo(slot: Handle): Promise<TokenInfo>;
  getMechanisms(slot: Handle): Promise<ReadonlySet<number>>;
  openSession(slot: Handle): Promise<Handle>;
  closeSession(session: Handle): Promise<void>;
  /** @param pin - UTF-8; `undefined` where it is typed on the reader. */
  login(session: Handle, user: 'user' | 'context-specific', pin: Uint8Array | undefined): Promise<void>;
  findObjects(session: Handle, template: readonly Attribute[]): Promise<readonly Handle[]>;
  /** The bytes of an attribute; `undefined` where the object has none, or does not give it away. */
  getAttribute(session: Handle, object: Handle, type: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  signInit(session: Handle, mechanism: Mechanism, key: Handle): Promise<void>;
  sign(session: Handle, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}
