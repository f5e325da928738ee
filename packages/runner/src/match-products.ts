import { recordArtifacts, type RecordOptions } from '@intoto/artifacts';
import { compareCodePoints } from '@intoto/encoding';
import { type ArtifactMap, type DigestSet, type Link, type Metadata, parsePayload, readPayload } from '@intoto/models';

import { RunnerError } from './runner-error.ts';

/** What {@link matchProducts} records here; the options of `recordArtifacts` hold. */
export interface MatchProductsOptions extends RecordOptions {
  /** What to compare with the link. @defaultValue `['.']` */
  readonly paths?: readonly string[] | undefined;
  /** Unlike when a step is recorded, symbolic links to directories are not followed. @defaultValue false */
  readonly followSymlinkDirs?: boolean | undefined;
}

/** How the files here differ from the products of a link; names sorted by code point. */
export interface ProductMatch {
  /** Whether they do not. */
  readonly matches: boolean;
  /** Products of the link that are not here. */
  readonly onlyInProducts: readonly string[];
  /** Files here that are not products of the link. */
  readonly notInProducts: readonly string[];
  /** In both, with different digests; a different set of algorithms counts as different. */
  readonly differing: readonly string[];
}

function linkOf(source: Link | Metadata): Link {
  if ('materials' in source) return source;
  const payload = parsePayload(readPayload(source));
  if (payload.type === 'link') return payload;
  throw new RunnerError('The metadata is a layout. Pass the link whose products are to be compared.', {
    code: 'ERR_NOT_A_LINK',
  });
}

function areEqual(one: DigestSet, other: DigestSet): boolean {
  const algorithms = Object.keys(one);
  return algorithms.length === Object.keys(other).length && algorithms.every((name) => one[name] === other[name]);
}

function select(names: Iterable<string>, condition: (name: string) => boolean): readonly string[] {
  return [...names].filter(condition).sort(compareCodePoints);
}

function compare(products: ArtifactMap, found: ArtifactMap): ProductMatch {
  const onlyInProducts = select(products.keys(), (name) => !found.has(name));
  const notInProducts = select(found.keys(), (name) => !products.has(name));
  const differing = select(products.keys(), (name) => {
    const [product, file] = [products.get(name), found.get(name)];
    return product !== undefined && file !== undefined && !areEqual(product, file);
  });
  const matches = onlyInProducts.length + notInProducts.length + differing.length === 0;
  return { matches, onlyInProducts, notInProducts, differing };
}

/**
 * Compares files here with the products of a link, as a consumer does before trusting what was delivered.
 * Of metadata in a container the payload is taken as it is: nobody's signature is verified.
 *
 * @throws {@link RunnerError} `ERR_NOT_A_LINK`; `ModelError` or `JsonError` for a payload that cannot be read;
 *   `ArtifactError` from recording.
 */
export async function matchProducts(link: Link | Metadata, options: MatchProductsOptions = {}): Promise<ProductMatch> {
  const { products } = linkOf(link);
  const followSymlinkDirs = options.followSymlinkDirs ?? false;
  return compare(products, await recordArtifacts(options.paths ?? ['.'], { ...options, followSymlinkDirs }));
}
