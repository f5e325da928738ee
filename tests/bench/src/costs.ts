import { PRODUCTS } from './products.ts';
import type { WorkloadResult } from './run-workload.ts';

/** What one step of the large verification records, and how many there are. */
const [LARGE_ARTIFACTS, LARGE_STEPS] = [100_000, 3];

interface Cost {
  readonly cpuSeconds: number;
  readonly bytes: number;
}

/**
 * What one product costs, from the rows that measured it, in Markdown. The cost of the demo's product is the difference between a process
 * that verifies many and one that verifies a tenth: starting costs a service nothing.
 */
export function printCosts(results: readonly WorkloadResult[]): string {
  const rows: string[] = [];
  const add = (what: string, cost: Cost | undefined): void => {
    if (cost === undefined) return;
    const perHour = Math.floor(3600 / cost.cpuSeconds).toLocaleString('en');
    const milliseconds = cost.cpuSeconds * 1000;
    const time = milliseconds < 100 ? milliseconds.toFixed(1) : Math.round(milliseconds).toLocaleString('en');
    rows.push(`| ${what} | ${time} ms | ${Math.round(cost.bytes / 1000).toLocaleString('en')} kB | ${perHour} |`);
  };
  add('a product with a chain as in the demo, in a process that verifies many', costOfProduct(results));
  add(
    `a product with ${LARGE_STEPS} steps of ${LARGE_ARTIFACTS.toLocaleString('en')} artifacts`,
    costOfLargeProduct(results),
  );
  if (rows.length === 0) return 'Not measured on this commit.';
  const head = ['what', 'processor time', 'evidence', 'products in an hour of one core'];
  return [head, head.map(() => '---')]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .concat(rows)
    .join('\n');
}

function costOfProduct(results: readonly WorkloadResult[]): Cost | undefined {
  const sizes = results.find(({ name }) => name === 'verify-products')?.sizes ?? [];
  const [few, many] = [sizes.at(0), sizes.at(-1)];
  const [less, more] = [few?.medians.this, many?.medians.this];
  if (few === undefined || many === undefined || less === undefined || more === undefined) return undefined;
  if (many.size === few.size) return undefined;
  const products = (many.size - few.size) * PRODUCTS;
  return { cpuSeconds: (more.cpuSeconds - less.cpuSeconds) / products, bytes: many.evidenceBytes ?? 0 };
}

function costOfLargeProduct(results: readonly WorkloadResult[]): Cost | undefined {
  const at = results.find(({ name }) => name === 'verify-artifacts')?.sizes.find(({ size }) => size === 1);
  if (at?.medians.this === undefined) return undefined;
  return { cpuSeconds: at.medians.this.cpuSeconds, bytes: at.evidenceBytes ?? 0 };
}
