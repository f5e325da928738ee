/**
 * The one direction of arrows: a package imports from lower floors only, and a neutral package from neutral ones only.
 * `boundaries.ts` refuses anything else; the test projects and the size budgets take their lists from here.
 */
export interface House {
  readonly floor: number;
  readonly runtime: 'neutral' | 'node';
}

export const FLOORS: ReadonlyMap<string, House> = new Map<string, House>([
  ['encoding', { floor: 0, runtime: 'neutral' }],
  ['models', { floor: 1, runtime: 'neutral' }],
  ['rules', { floor: 2, runtime: 'neutral' }],
  ['crypto', { floor: 2, runtime: 'neutral' }],
  ['crypto-node', { floor: 3, runtime: 'node' }],
  ['crypto-web', { floor: 3, runtime: 'neutral' }],
  ['crypto-noble', { floor: 3, runtime: 'neutral' }],
  ['keys', { floor: 3, runtime: 'neutral' }],
  ['openpgp', { floor: 3, runtime: 'neutral' }],
  ['signer-ssh-agent', { floor: 3, runtime: 'node' }],
  ['signer-pkcs11', { floor: 3, runtime: 'node' }],
  ['x509', { floor: 3, runtime: 'neutral' }],
  ['artifacts', { floor: 3, runtime: 'node' }],
  ['verifier', { floor: 3, runtime: 'neutral' }],
  ['runner', { floor: 4, runtime: 'node' }],
  ['signer-gpg', { floor: 4, runtime: 'node' }],
  ['layout', { floor: 4, runtime: 'neutral' }],
  ['report', { floor: 4, runtime: 'neutral' }],
  ['bundle', { floor: 4, runtime: 'neutral' }],
  ['node', { floor: 5, runtime: 'node' }],
  ['cli', { floor: 6, runtime: 'node' }],
  ['conformance', { floor: 4, runtime: 'node' }],
]);

export const PACKAGES: readonly string[] = [...FLOORS.keys()];

export const NEUTRAL_PACKAGES: readonly string[] = PACKAGES.filter((name) => FLOORS.get(name)?.runtime === 'neutral');
