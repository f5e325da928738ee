import { failAt, failExpecting } from './json-fault.ts';
import { isDigit, readNumberToken } from './json-number.ts';
import { findStringEnd, readStringToken } from './json-string.ts';
import { createEmptyObject, JsonFloat, type JsonObject, type JsonValue } from './json-value.ts';

/** What a {@link JsonReader} lets pass. */
export interface JsonReaderSettings {
  /** Whether to take what CPython's `json.loads` takes beyond RFC 8259 read strictly. */
  readonly python: boolean;
  readonly maxDepth: number;
  readonly maxContainers: number;
}

const QUOTE = 0x22;
const MINUS = 0x2d;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Reads one JSON text from its beginning to its end, in time proportional to its length. */
export class JsonReader {
  readonly #text: string;
  readonly #settings: JsonReaderSettings;
  #offset = 0;
  #depth = 0;
  #containers = 0;

  constructor(text: string, settings: JsonReaderSettings) {
    this.#text = text;
    this.#settings = settings;
  }

  /** Reads the whole text. Call it once. */
  readDocument(): JsonValue {
    const value = this.#readValue();
    this.#skipBlanks();
    if (this.#offset < this.#text.length) failExpecting(this.#text, this.#offset, 'the end of the text');
    return value;
  }

  #readValue(): JsonValue {
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.#offset);
    if (code === QUOTE) return this.#readString();
    if (code === OPEN_BRACE) return this.#readObject();
    if (code === OPEN_BRACKET) return this.#readArray();
    if (code === MINUS || isDigit(code)) return this.#readNumber();
    return this.#readWord();
  }

  #readObject(): JsonObject {
    const object = createEmptyObject();
    if (this.#enter(CLOSE_BRACE)) {
      do {
        const name = this.#readName(object);
        this.#skipBlanks();
        if (this.#text.charCodeAt(this.#offset) !== COLON) failExpecting(this.#text, this.#offset, "':'");
        this.#offset++;
        object[name] = this.#readValue();
      } while (this.#continues(CLOSE_BRACE, "',' or '}'"));
    }
    this.#leave();
    return object;
  }

  #readName(object: JsonObject): string {
    this.#skipBlanks();
    const start = this.#offset;
    if (this.#text.charCodeAt(start) !== QUOTE) failExpecting(this.#text, start, 'a name in double quotes');
    const name = this.#readString();
    if (!this.#settings.python && name in object) {
      const problem = `the name ${JSON.stringify(name)} stands twice in one object`;
      failAt(this.#text, start, 'ERR_JSON_DUPLICATE_NAME', problem, { name });
    }
    return name;
  }

  #readArray(): JsonValue[] {
    const array: JsonValue[] = [];
    if (this.#enter(CLOSE_BRACKET)) {
      do array.push(this.#readValue());
      while (this.#continues(CLOSE_BRACKET, "',' or ']'"));
    }
    this.#leave();
    return array;
  }

  /** Steps into an array or object and says whether there is anything in it. */
  #enter(close: number): boolean {
    const { maxDepth, maxContainers } = this.#settings;
    if (++this.#depth > maxDepth) {
      const problem = `arrays and objects are nested deeper than ${maxDepth}`;
      failAt(this.#text, this.#offset, 'ERR_JSON_DEPTH', problem, { maxDepth });
    }
    if (++this.#containers > maxContainers) {
      const problem = `the document has more than ${maxContainers} arrays and objects`;
      failAt(this.#text, this.#offset, 'ERR_JSON_SIZE', problem, { maxContainers });
    }
    this.#offset++;
    this.#skipBlanks();
    return this.#text.charCodeAt(this.#offset) !== close;
  }

  #leave(): void {
    this.#depth--;
    this.#offset++;
  }

  /** Steps over a comma and says whether there was one; otherwise stands on the closing bracket. */
  #continues(close: number, expected: string): boolean {
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.#offset);
    if (code === COMMA) {
      this.#offset++;
      return true;
    }
    if (code !== close) failExpecting(this.#text, this.#offset, expected);
    return false;
  }

  #readString(): string {
    const start = this.#offset;
    this.#offset = findStringEnd(this.#text, start, this.#settings.python);
    return readStringToken(this.#text, start, this.#offset);
  }

  #readNumber(): number | bigint | JsonFloat {
    const { value, end } = readNumberToken(this.#text, this.#offset, this.#settings.python);
    this.#offset = end;
    return value;
  }

  #readWord(): JsonValue {
    if (this.#takeWord('true')) return true;
    if (this.#takeWord('false')) return false;
    if (this.#takeWord('null')) return null;
    if (this.#settings.python) {
      if (this.#takeWord('NaN')) return new JsonFloat('NaN');
      if (this.#takeWord('Infinity')) return new JsonFloat('Infinity');
    }
    return failExpecting(this.#text, this.#offset, 'a value');
  }

  #takeWord(word: string): boolean {
    if (!this.#text.startsWith(word, this.#offset)) return false;
    this.#offset += word.length;
    return true;
  }

  #skipBlanks(): void {
    const text = this.#text;
    let offset = this.#offset;
    for (;;) {
      const code = text.charCodeAt(offset);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
      offset++;
    }
    this.#offset = offset;
  }
}
