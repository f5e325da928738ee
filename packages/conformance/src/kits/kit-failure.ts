/** Something that a kit asks for does not hold. */
export class KitFailure extends Error {
  override readonly name = 'KitFailure';
}

/** @throws {@link KitFailure} unless `condition` holds. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new KitFailure(message);
}

/** @throws {@link KitFailure} unless both are the same bytes. */
export function checkBytes(actual: unknown, expected: Uint8Array, what: string): void {
  check(actual instanceof Uint8Array, `${what} must be a Uint8Array`);
  const same = actual.length === expected.length && actual.every((byte, index) => byte === expected[index]);
  check(same, `${what} is ${toHex(actual)} instead of ${toHex(expected)}`);
}

/** Makes sure that `attempt` rejects, or throws, with an error that has one of the codes. */
export async function checkRefused(attempt: () => unknown, codes: readonly string[], what: string): Promise<void> {
  const expected = codes.join(' or ');
  let result: unknown;
  try {
    result = await attempt();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && codes.includes(code)) return;
    throw new KitFailure(`${what} must be refused with ${expected}, not with ${describe(error)}`, { cause: error });
  }
  throw new KitFailure(`${what} must be refused with ${expected}, and gave ${describe(result)}`);
}

/** In one line, and short. */
function describe(value: unknown): string {
  if (value instanceof Error) return `${'code' in value ? String(value.code) : value.name}: ${value.message}`;
  return value instanceof Uint8Array ? `${value.length} bytes` : typeof value;
}

function toHex(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, 80);
  const digits = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return shown.length < bytes.length ? `${digits}… (${bytes.length} bytes)` : digits;
}
