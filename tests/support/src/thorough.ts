const { process } = globalThis as {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
};

/** Whether tests are to take the time for everything: in Node with REQUIRE_ALL=1. */
export const THOROUGH: boolean = process?.env?.['REQUIRE_ALL'] === '1';
