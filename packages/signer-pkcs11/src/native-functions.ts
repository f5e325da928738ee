import { existsSync } from 'node:fs';

import type Koffi from 'koffi';

import { alignTo, type NativeLayout } from './native-layout.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import { CKR, ReturnValueError } from './return-values.ts';

type NativeType = 'ulong' | 'uchar' | 'void *';

/** The PKCS#11 functions that are called. */
export type FunctionName =
  | 'C_Initialize'
  | 'C_Finalize'
  | 'C_GetInfo'
  | 'C_GetSlotList'
  | 'C_GetSlotInfo'
  | 'C_GetTokenInfo'
  | 'C_GetMechanismList'
  | 'C_OpenSession'
  | 'C_CloseSession'
  | 'C_Login'
  | 'C_GetAttributeValue'
  | 'C_FindObjectsInit'
  | 'C_FindObjects'
  | 'C_FindObjectsFinal'
  | 'C_SignInit'
  | 'C_Sign';

/** Their places in CK_FUNCTION_LIST (PKCS#11 2.40 and 3.x) and their arguments. */
const FUNCTIONS: Readonly<Record<FunctionName, readonly [index: number, types: readonly NativeType[]]>> = {
  C_Initialize: [0, ['void *']],
  C_Finalize: [1, ['void *']],
  C_GetInfo: [2, ['void *']],
  C_GetSlotList: [4, ['uchar', 'void *', 'void *']],
  C_GetSlotInfo: [5, ['ulong', 'void *']],
  C_GetTokenInfo: [6, ['ulong', 'void *']],
  C_GetMechanismList: [7, ['ulong', 'void *', 'void *']],
  C_OpenSession: [12, ['ulong', 'ulong', 'void *', 'void *', 'void *']],
  C_CloseSession: [13, ['ulong']],
  C_Login: [18, ['ulong', 'ulong', 'void *', 'ulong']],
  C_GetAttributeValue: [24, ['ulong', 'ulong', 'void *', 'ulong']],
  C_FindObjectsInit: [26, ['ulong', 'void *', 'ulong']],
  C_FindObjects: [27, ['ulong', 'void *', 'ulong', 'void *']],
  C_FindObjectsFinal: [28, ['ulong']],
  C_SignInit: [42, ['ulong', 'void *', 'ulong']],
  C_Sign: [43, ['ulong', 'void *', 'ulong', 'void *', 'void *']],
};

const LAST_INDEX = 43;

/** Memory, a number, or nothing. */
export type NativeArgument = Uint8Array<ArrayBuffer> | number | bigint | null;

/** A PKCS#11 module's functions, called outside of JavaScript's thread. */
export interface NativeFunctions {
  readonly layout: NativeLayout;
  /** Where memory lies; it stays there as long as something refers to it. */
  readonly addressOf: (memory: Uint8Array<ArrayBuffer>) => bigint;
  /**
   * Calls a function.
   * @param alive - memory that the arguments point to.
   * @throws {@link ReturnValueError} for any answer but CKR_OK.
   */
  readonly call: (name: FunctionName, args: readonly NativeArgument[], alive?: readonly Uint8Array[]) => Promise<void>;
}

/**
 * Loads a PKCS#11 module, which runs code of it.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_PLATFORM`, `ERR_PKCS11_MODULE_NOT_FOUND`, `ERR_PKCS11_MODULE_UNUSABLE`.
 */
export async function loadNativeFunctions(modulePath: string): Promise<NativeFunctions> {
  const koffi = await importKoffi();
  const layout: NativeLayout = {
    ulong: koffi.sizeof('ulong') === 4 ? 4 : 8,
    pointer: koffi.sizeof('void *') === 4 ? 4 : 8,
    packed: process.platform === 'win32',
  };
  const pointers = readFunctionList(koffi, layout, modulePath);
  const functions = new Map(
    Object.entries(FUNCTIONS).map(([name, [index, types]]) => {
      const pointer = pointers[index] ?? 0n;
      return [name, pointer === 0n ? undefined : koffi.decode(pointer, koffi.proto('ulong', [...types]))] as const;
    }),
  );
  return {
    layout,
    addressOf: (memory) => koffi.address(memory),
    async call(name, args, alive = []) {
      const run = functions.get(name) as { async(...args: unknown[]): void } | undefined;
      if (run === undefined) throw new ReturnValueError(name, CKR.FUNCTION_NOT_SUPPORTED);
      // The function that is called at the end refers to all memory, so that nobody takes it away before.
      const kept = [args, alive];
      const value = await new Promise<number>((resolve, reject) => {
        run.async(...args, (error: unknown, result: number | bigint): void => {
          if (error instanceof Error || kept.length === 0) reject(error);
          else resolve(Number(result));
        });
      });
      if (value !== CKR.OK) throw new ReturnValueError(name, value);
    },
  };
}

async function importKoffi(): Promise<typeof Koffi> {
  try {
    return (await import('koffi')).default;
  } catch (cause) {
    throw new Pkcs11Error(
      `PKCS#11 modules cannot be called on this machine: koffi has no build for ${process.platform} ${process.arch}.`,
      { code: 'ERR_PKCS11_PLATFORM', details: { platform: process.platform, arch: process.arch }, cause },
    );
  }
}

/** koffi unloads a library that nothing refers to, under the feet of those who still hold its functions. */
const loadedForever: unknown[] = [];

/** C_GetFunctionList is the one function that every module exports. */
function readFunctionList(koffi: typeof Koffi, layout: NativeLayout, modulePath: string): readonly bigint[] {
  const details = { modulePath };
  // A bare name is looked up where the system keeps its libraries.
  if (/[/\\]/u.test(modulePath) && !existsSync(modulePath))
    throw new Pkcs11Error(`The PKCS#11 module ${modulePath} does not exist.`, {
      code: 'ERR_PKCS11_MODULE_NOT_FOUND',
      details,
    });
  try {
    const library = koffi.load(modulePath);
    loadedForever.push(library);
    const getFunctionList = library.func('C_GetFunctionList', 'ulong', ['void *']);
    const out = new Uint8Array(new ArrayBuffer(8));
    const value = Number(getFunctionList(out));
    const list = new DataView(out.buffer).getBigUint64(0, true);
    if (value !== CKR.OK || list === 0n) throw new ReturnValueError('C_GetFunctionList', value);
    const start = alignTo(layout, 2, layout.pointer);
    const view = new DataView(koffi.view(list, start + layout.pointer * (LAST_INDEX + 1)));
    const major = view.getUint8(0);
    if (major !== 2 && major !== 3) throw new Error(`version ${major} of PKCS#11`);
    return Array.from({ length: LAST_INDEX + 1 }, (_, index) => {
      const at = start + layout.pointer * index;
      return layout.pointer === 8 ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true));
    });
  } catch (cause) {
    throw new Pkcs11Error(`${modulePath} cannot be used as a PKCS#11 module. Is it one, and built for this machine?`, {
      code: 'ERR_PKCS11_MODULE_UNUSABLE',
      details,
      cause,
    });
  }
}
