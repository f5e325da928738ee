import { TOKEN_FLAGS } from './constants.ts';
import type { Attribute, Cryptoki, Handle, Mechanism, TokenFlags } from './cryptoki.ts';
import { loadNativeFunctions, type NativeFunctions } from './native-functions.ts';
import { alignTo, layOut, type NativeField, type NativeLayout, readPadded, readUlong } from './native-layout.ts';
import { CKR, ReturnValueError } from './return-values.ts';

const CKF_OS_LOCKING_OK = 2;
const CKF_SERIAL_SESSION = 4;
const USER_TYPES = { user: 1, 'context-specific': 2 } as const;

/** More than anybody plugs in, and more than one asks a person to choose from. */
const MAX_SLOTS = 1024;
const MAX_MECHANISMS = 4096;
const MAX_OBJECTS = 1024;
/** A certificate; keys are shorter. */
const MAX_ATTRIBUTE_BYTES = 1024 * 1024;
/** Of an RSA key of 16384 bits. */
const MAX_SIGNATURE_BYTES = 2048;
/** More than any of the structures that describe a library, a slot or a token. */
const INFO_BYTES = 512;

/**
 * Loads a PKCS#11 module.
 * @throws Pkcs11Error as {@link loadNativeFunctions}.
 */
export async function loadCryptoki(modulePath: string): Promise<Cryptoki> {
  const native = await loadNativeFunctions(modulePath);
  const { layout, call } = native;
  const info = async (name: 'C_GetSlotInfo' | 'C_GetTokenInfo', slot: Handle): Promise<Uint8Array> => {
    const out = allocate(INFO_BYTES);
    await call(name, [slot, out]);
    return out;
  };
  return {
    initialize: () => initialize(native),
    finalize: () => call('C_Finalize', [null]),
    async getLibraryInfo() {
      const out = allocate(INFO_BYTES);
      await call('C_GetInfo', [out]);
      const flags = alignTo(layout, 34, layout.ulong);
      const description = flags + layout.ulong;
      return {
        manufacturer: readPadded(out, 2, 32),
        description: readPadded(out, description, 32),
        version: `${out[description + 32]}.${out[description + 33]}`,
      };
    },
    getSlots: () => readList(native, (list, count) => call('C_GetSlotList', [1, list, count]), MAX_SLOTS),
    async getSlotInfo(slot) {
      const out = await info('C_GetSlotInfo', slot);
      return { description: readPadded(out, 0, 64), manufacturer: readPadded(out, 64, 32) };
    },
    async getTokenInfo(slot) {
      const out = await info('C_GetTokenInfo', slot);
      return {
        label: readPadded(out, 0, 32),
        manufacturer: readPadded(out, 32, 32),
        model: readPadded(out, 64, 16),
        serial: readPadded(out, 80, 16),
        flags: readFlags(Number(readUlong(layout, out, 96))),
      };
    },
    async getMechanisms(slot) {
      const ask = (list: Uint8Array<ArrayBuffer> | null, count: Uint8Array<ArrayBuffer>): Promise<void> =>
        call('C_GetMechanismList', [slot, list, count]);
      return new Set((await readList(native, ask, MAX_MECHANISMS)).map(Number));
    },
    async openSession(slot) {
      const out = allocate(layout.ulong);
      await call('C_OpenSession', [slot, CKF_SERIAL_SESSION, null, null, out]);
      return readUlong(layout, out, 0);
    },
    closeSession: (session) => call('C_CloseSession', [session]),
    async login(session, user, pin) {
      const memory = pin === undefined ? null : copy(pin);
      try {
        await call('C_Login', [session, USER_TYPES[user], memory, pin?.length ?? 0]);
      } finally {
        memory?.fill(0);
      }
    },
    findObjects: (session, template) => findObjects(native, session, template),
    getAttribute: (session, object, type) => getAttribute(native, session, object, type),
    async signInit(session, mechanism, key) {
      const { structure, alive } = layOutMechanism(native, mechanism);
      await call('C_SignInit', [session, structure, key], alive);
    },
    async sign(session, data) {
      const out = allocate(MAX_SIGNATURE_BYTES);
      const length = layOut(layout, [[{ ulong: out.length }]]);
      await call('C_Sign', [session, copy(data), data.length, out, length]);
      return out.slice(0, readLength(layout, length, out.length));
    },
  };
}

async function initialize({ layout, call }: NativeFunctions): Promise<void> {
  const none = { pointer: 0n };
  const withLocks = layOut(layout, [[none, none, none, none, { ulong: CKF_OS_LOCKING_OK }, none]]);
  try {
    await call('C_Initialize', [withLocks]);
  } catch (error) {
    // Without locks of its own it still works: nothing here calls it twice at once.
    if (!(error instanceof ReturnValueError) || error.value !== CKR.CANT_LOCK) throw error;
    await call('C_Initialize', [null]);
  }
}

async function readList(
  { layout }: NativeFunctions,
  ask: (list: Uint8Array<ArrayBuffer> | null, count: Uint8Array<ArrayBuffer>) => Promise<void>,
  limit: number,
): Promise<readonly Handle[]> {
  const count = layOut(layout, [[{ ulong: 0 }]]);
  // Only where it is asked for nothing but the number does a module look for tokens that are new.
  await ask(null, count);
  const room = readLength(layout, count, limit);
  const list = allocate(room * layout.ulong);
  await ask(list, count);
  return readUlongs(layout, list, readLength(layout, count, room));
}

async function findObjects(
  native: NativeFunctions,
  session: Handle,
  template: readonly Attribute[],
): Promise<readonly Handle[]> {
  const { layout, call } = native;
  const { structure, alive } = layOutAttributes(native, template);
  await call('C_FindObjectsInit', [session, structure, template.length], alive);
  try {
    const list = allocate(MAX_OBJECTS * layout.ulong);
    const found: Handle[] = [];
    while (found.length < MAX_OBJECTS) {
      const count = allocate(layout.ulong);
      await call('C_FindObjects', [session, list, MAX_OBJECTS, count]);
      const handles = readUlongs(layout, list, readLength(layout, count, MAX_OBJECTS));
      if (handles.length === 0) break;
      found.push(...handles);
    }
    return found;
  } finally {
    await call('C_FindObjectsFinal', [session]);
  }
}

async function getAttribute(
  { layout, call, addressOf }: NativeFunctions,
  session: Handle,
  object: Handle,
  type: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const lengthOffset = alignTo(layout, layout.ulong, layout.pointer) + layout.pointer;
  const read = async (value: Uint8Array<ArrayBuffer> | undefined): Promise<number> => {
    const pointer = value === undefined ? 0n : addressOf(value);
    const attribute = layOut(layout, [[{ ulong: type }, { pointer }, { ulong: value?.length ?? 0 }]]);
    await call('C_GetAttributeValue', [session, object, attribute, 1], value === undefined ? [] : [value]);
    return Number(readUlong(layout, attribute, lengthOffset));
  };
  try {
    const length = await read(undefined);
    // CK_UNAVAILABLE_INFORMATION is the largest number there is.
    if (length > MAX_ATTRIBUTE_BYTES) return undefined;
    const value = allocate(length);
    return value.slice(0, Math.min(length === 0 ? 0 : await read(value), length));
  } catch (error) {
    const absent: readonly number[] = [CKR.ATTRIBUTE_TYPE_INVALID, CKR.ATTRIBUTE_SENSITIVE];
    if (error instanceof ReturnValueError && absent.includes(error.value)) return undefined;
    throw error;
  }
}

interface Laid {
  readonly structure: Uint8Array<ArrayBuffer>;
  /** What the structure points to. */
  readonly alive: readonly Uint8Array[];
}

function layOutAttributes({ layout, addressOf }: NativeFunctions, template: readonly Attribute[]): Laid {
  const placed = template.map(({ type, value }) => {
    const bytes = toBytes(layout, value);
    return { type, memory: copy(bytes), length: bytes.length };
  });
  const structures = placed.map(({ type, memory, length }): NativeField[] => [
    { ulong: type },
    { pointer: addressOf(memory) },
    { ulong: length },
  ]);
  return { structure: layOut(layout, structures), alive: placed.map(({ memory }) => memory) };
}

function toBytes(layout: NativeLayout, value: Attribute['value']): Uint8Array {
  if (typeof value === 'number') return layOut(layout, [[{ ulong: value }]]);
  return typeof value === 'boolean' ? Uint8Array.of(value ? 1 : 0) : value;
}

function layOutMechanism({ layout, addressOf }: NativeFunctions, { type, parameters }: Mechanism): Laid {
  if (parameters === undefined)
    return { structure: layOut(layout, [[{ ulong: type }, { pointer: 0n }, { ulong: 0 }]]), alive: [] };
  const value = layOut(layout, [parameters.map((ulong) => ({ ulong }))]);
  const structure = layOut(layout, [[{ ulong: type }, { pointer: addressOf(value) }, { ulong: value.length }]]);
  return { structure, alive: [value] };
}

function readFlags(flags: number): TokenFlags {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return {
    initialized: has(TOKEN_FLAGS.initialized),
    loginRequired: has(TOKEN_FLAGS.loginRequired),
    protectedPath: has(TOKEN_FLAGS.protectedPath),
    pinCountLow: has(TOKEN_FLAGS.pinCountLow),
    pinFinalTry: has(TOKEN_FLAGS.pinFinalTry),
    pinLocked: has(TOKEN_FLAGS.pinLocked),
  };
}

/** A length that a module wrote, which must not lead out of what it was given. */
function readLength(layout: NativeLayout, memory: Uint8Array, limit: number): number {
  return Math.min(Number(readUlong(layout, memory, 0)), limit);
}

function readUlongs(layout: NativeLayout, memory: Uint8Array, count: number): readonly Handle[] {
  return Array.from({ length: count }, (_, index) => readUlong(layout, memory, index * layout.ulong));
}

function allocate(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length));
}

/** Never of no bytes at all, which would be passed as NULL, and that means something else. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const memory = allocate(Math.max(bytes.length, 1));
  memory.set(bytes);
  return memory;
}
