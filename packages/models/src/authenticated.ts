declare const AUTHENTICATED: unique symbol;

/**
 * `T` whose origin has been proved: a signature by an expected key, or a derivation from such a value.
 * Only `@intoto/crypto` makes it (`authenticate`, `deriveAuthenticated`); rule evaluation accepts nothing else.
 */
export type Authenticated<T> = T & { readonly [AUTHENTICATED]: true };
