// The part of vitest that the neutral packages' tests use, on node:test and jest's expect: vitest itself needs a newer Node.
import { after, afterEach, before, beforeEach, describe as nodeDescribe, it as nodeIt } from 'node:test';

import { expect as jestExpect } from 'expect';

const show = (value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));
const title = (name, row, index) => {
  let next = 0;
  const named = name.replaceAll(/\$(\w+)/gu, (token, member) =>
    row[0]?.[member] === undefined ? token : show(row[0][member]),
  );
  return `${named.replaceAll(/%[sdifjo#]/gu, (token) => (token === '%#' ? index : show(row[next++])))} #${index}`;
};
/** vitest takes (name, run, timeout) and (name, options, run). */
const arrange = (register) => (name, first, second) => register(name, typeof first === 'function' ? first : second);
const withEach = (register) =>
  Object.assign(register, {
    each: (table) =>
      arrange((name, run) =>
        table.forEach((entry, index) => {
          const row = Array.isArray(entry) ? entry : [entry];
          register(title(name, row, index), () => run(...row));
        }),
      ),
    runIf: (condition) => (condition ? register : () => {}),
  });

export const it = withEach(arrange((name, run) => nodeIt(name, () => run())));
export const describe = withEach(arrange((name, run) => nodeDescribe(name, () => run())));
export const beforeAll = (run) => before(() => run());
export const afterAll = (run) => after(() => run());
export { afterEach, beforeEach };
/** vitest's expect takes a message for the failure; jest's refuses it. */
export const expect = Object.assign((value) => jestExpect(value), jestExpect);
