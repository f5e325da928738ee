import { realpathSync } from 'node:fs';

import type { Cryptoki } from './cryptoki.ts';
import { loadCryptoki } from './load-cryptoki.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import { CKR, ReturnValueError } from './return-values.ts';

/** A module that is initialized until it is released. */
export interface OpenModule {
  /** Runs `task` when nobody else uses the module; in the order of the calls. */
  exclusive<T>(task: (cryptoki: Cryptoki) => Promise<T>): Promise<T>;
  /** To be called once. */
  release(): Promise<void>;
}

/** A module is initialized once in a process, whoever uses it; so is what is kept of it here. */
interface LoadedModule {
  readonly cryptoki: Cryptoki;
  users: number;
  initialized: boolean;
  /** Somebody else in this process uses it too, and will finalize it. */
  foreign: boolean;
  queue: Promise<unknown>;
}

const loaded = new Map<string, Promise<LoadedModule>>();

/**
 * Loads and initializes a module, or joins those who use it already.
 *
 * @param load - for tests.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_PLATFORM`, `ERR_PKCS11_MODULE_NOT_FOUND`, `ERR_PKCS11_MODULE_UNUSABLE`.
 */
export async function openModule(modulePath: string, load: typeof loadCryptoki = loadCryptoki): Promise<OpenModule> {
  const module = await loadOnce(modulePath, load);
  module.users += 1;
  const release = async (): Promise<void> => {
    module.users -= 1;
    await enqueue(module, () => settle(module));
  };
  try {
    await enqueue(module, () => settle(module));
  } catch (cause) {
    await release();
    if (!(cause instanceof ReturnValueError)) throw cause;
    throw new Pkcs11Error(`The PKCS#11 module ${modulePath} cannot be initialized (${cause.message}).`, {
      code: 'ERR_PKCS11_MODULE_UNUSABLE',
      details: { modulePath },
      cause,
    });
  }
  return { exclusive: (task) => enqueue(module, () => task(module.cryptoki)), release };
}

async function loadOnce(modulePath: string, load: typeof loadCryptoki): Promise<LoadedModule> {
  const key = identify(modulePath);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const loading = load(modulePath).then((cryptoki): LoadedModule => ({
    cryptoki,
    users: 0,
    initialized: false,
    foreign: false,
    queue: Promise.resolve(),
  }));
  loaded.set(key, loading);
  try {
    return await loading;
  } catch (error) {
    loaded.delete(key);
    throw error;
  }
}

/** Two names of one file are one module. */
function identify(modulePath: string): string {
  try {
    return realpathSync(modulePath);
  } catch {
    return modulePath;
  }
}

async function enqueue<T>(module: LoadedModule, task: () => Promise<T>): Promise<T> {
  const result = module.queue.then(task);
  module.queue = result.catch(() => {});
  return result;
}

/** Initialized exactly while somebody uses it. */
async function settle(module: LoadedModule): Promise<void> {
  if (module.users > 0 && !module.initialized) {
    try {
      await module.cryptoki.initialize();
      module.foreign = false;
    } catch (error) {
      if (!(error instanceof ReturnValueError) || error.value !== CKR.CRYPTOKI_ALREADY_INITIALIZED) throw error;
      module.foreign = true;
    }
    module.initialized = true;
  } else if (module.users === 0 && module.initialized) {
    module.initialized = false;
    // What is left open is the module's to clean up; nobody is there who could do anything about it.
    if (!module.foreign) await module.cryptoki.finalize().catch(() => {});
  }
}
