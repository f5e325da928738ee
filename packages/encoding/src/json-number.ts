import { failAt, failExpecting } from './json-fault.ts';
import { JsonFloat } from './json-value.ts';

/** CPython's limit for the digits of an integer; beyond it the reference cannot read or write one either. */
export const MAX_INTEGER_DIGITS = 4300;

/** A number token: what it says, and the offset after it. */
export interface JsonNumberToken {
  readonly value: number | bigint | JsonFloat;
  readonly end: number;
}

/** Reads the number token that begins at `start` with a digit or a minus. */
export function readNumberToken(text: string, start: number, python: boolean): JsonNumberToken {
  const firstDigit = text.charAt(start) === '-' ? start + 1 : start;
  const endOfInteger = skipDigits(text, firstDigit);
  if (endOfInteger === firstDigit) {
    if (python && text.startsWith('-Infinity', start))
      return readFloat(text, start, start + '-Infinity'.length, python);
    failExpecting(text, firstDigit, 'a digit');
  }
  if (endOfInteger > firstDigit + 1 && text.charAt(firstDigit) === '0') {
    failAt(text, firstDigit, 'ERR_JSON_SYNTAX', 'a number may not begin with 0');
  }
  const end = skipFraction(text, endOfInteger);
  if (end > endOfInteger) return readFloat(text, start, end, python);
  const digits = end - firstDigit;
  if (digits > MAX_INTEGER_DIGITS) {
    const problem = `an integer has more than ${MAX_INTEGER_DIGITS} digits`;
    failAt(text, start, 'ERR_JSON_INTEGER_SIZE', problem, { digits });
  }
  return { value: toInteger(text.slice(start, end)), end };
}

/** Whether a UTF-16 unit is a digit of JSON. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function skipDigits(text: string, offset: number): number {
  let end = offset;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Where the fraction and the exponent after an integer part end. */
function skipFraction(text: string, offset: number): number {
  let end = offset;
  if (text.charAt(end) === '.') end = skipSomeDigits(text, end + 1);
  if (text.charAt(end) === 'e' || text.charAt(end) === 'E') {
    const sign = text.charAt(end + 1);
    end = skipSomeDigits(text, sign === '+' || sign === '-' ? end + 2 : end + 1);
  }
  return end;
}

function skipSomeDigits(text: string, offset: number): number {
  const end = skipDigits(text, offset);
  if (end === offset) failExpecting(text, offset, 'a digit');
  return end;
}

function readFloat(text: string, start: number, end: number, python: boolean): JsonNumberToken {
  const token = text.slice(start, end);
  if (python) return { value: new JsonFloat(token), end };
  const shown = token.length > 40 ? `${token.slice(0, 40)}…` : token;
  const problem = `${shown} is not written as an integer; in-toto metadata has integers only`;
  return failAt(text, start, 'ERR_JSON_FLOAT', problem);
}

/** A `number` if that is exact, otherwise a `bigint`; `-0` is 0. */
function toInteger(token: string): number | bigint {
  const value = Number(token);
  if (!Number.isSafeInteger(value)) return BigInt(token);
  return value === 0 ? 0 : value;
}
