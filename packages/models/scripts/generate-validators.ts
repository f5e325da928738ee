/**
 * Compiles `schemas/*.schema.json` with ajv into `src/generated/shape-checks.ts`.
 *
 * ajv's standalone output is rewritten on the way: an error becomes a call `problems.add(path, message)`, so that the
 * number of problems kept is bounded and nothing of ajv's error objects ends up in a browser; integers may be `bigint`,
 * and a `JsonFloat` is no object.
 * Every rewrite is checked to have left nothing behind, so a new version of ajv fails here and not at run time.
 *
 * Run with `node --conditions=@intoto/source scripts/generate-validators.ts [--check]`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';

const SCHEMAS = ['envelope', 'layout', 'link', 'metablock', 'public-key'];

/** Exported name: the schema it checks. */
const CHECKS = {
  checkCertificateAuthoritiesShape: 'layout.schema.json#/definitions/certificateAuthorities',
  checkCertificateConstraintsShape: 'layout.schema.json#/definitions/certificateConstraints',
  checkEnvelopeShape: 'envelope.schema.json',
  checkGpgKeyShape: 'public-key.schema.json#/definitions/gpg',
  checkLayoutShape: 'layout.schema.json',
  checkLinkShape: 'link.schema.json',
  checkMetablockShape: 'metablock.schema.json',
  checkSslibKeyShape: 'public-key.schema.json#/definitions/sslib',
};

const HEX_PATTERN = '^[0-9a-fA-F]+$';
const PATTERN_MESSAGES = new Map([
  [HEX_PATTERN, 'must be one or more hexadecimal digits'],
  ['^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$', 'must be YYYY-MM-DDTHH:MM:SSZ'],
]);

const OUTPUT = new URL('../src/generated/shape-checks.ts', import.meta.url);

const HEADER = `// @ts-nocheck
// Generated from schemas/*.schema.json by scripts/generate-validators.ts. Do not edit.
import { isJsonObject } from '@intoto/encoding';

import { pointerStep } from '../problem.ts';
import type { ShapeCheck } from '../shape-check.ts';

function isInteger(value) {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function requireMembers(object, names, path, problems) {
  for (const name of names) if (object[name] === undefined) problems.add(path, \`must have the member \${name}\`);
}

function expectText(value, path, problems) {
  if (typeof value !== 'string') problems.add(path, 'must be of type string');
}

function expectPattern(value, pattern, message, path, problems) {
  expectText(value, path, problems);
  if (typeof value === 'string' && !pattern.test(value)) problems.add(path, message);
}

function expectArray(value, path, problems) {
  if (!Array.isArray(value)) problems.add(path, 'must be of type array');
}

function expectObject(value, path, problems) {
  if (isJsonObject(value)) return true;
  problems.add(path, 'must be of type object');
  return false;
}

function checkItems(items, check, path, problems) {
  expectArray(items, path, problems);
  if (Array.isArray(items)) for (let index = 0; index < items.length; index++) check(items[index], \`\${path}/\${index}\`, problems);
}

function expectConstant(object, name, value, path, problems) {
  checkMember(object, name, (found, place) => {
    if (found !== value) problems.add(place, \`must be \${value}\`);
  }, path, problems);
}

function checkMember(object, name, check, path, problems) {
  if (object[name] !== undefined) check(object[name], \`\${path}/\${name}\`, problems);
}

`;

function compile(): string {
  const ajv = new Ajv({
    allErrors: true,
    inlineRefs: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
  });
  for (const name of SCHEMAS) ajv.addSchema(withoutUncheckedParts(readSchema(name)));
  return standaloneModule.default(ajv, CHECKS);
}

function readSchema(name: string): object {
  return JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object;
}

/**
 * ajv reports a bad name twice and without the name; the code that reads `keys` reports it once, in its place.
 * And what the reference ignores must not keep a document from being read: those members are checked by themselves.
 */
function withoutUncheckedParts(schema: object): object {
  const text = JSON.stringify(schema, (name, value: unknown) =>
    name === 'propertyNames' || isNotChecked(value) ? undefined : value,
  );
  return JSON.parse(text) as object;
}

function isNotChecked(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('$comment' in value)) return false;
  return String(value.$comment).startsWith('not checked with the rest');
}

function rewrite(source: string): string {
  const code = source
    .replace('"use strict";\n', '')
    .replaceAll(/^\/\*# sourceURL=.*\n/gm, '')
    .replaceAll(/^const schema\d+ = .*;\n/gm, '')
    .replaceAll(/^const (pattern\d+) = new RegExp\("([^"/\\]+)", "u"\);$/gm, 'const $1 = /$2/;')
    .replaceAll(
      /const (err\d+) = \{(instancePath(?::.*?)?),schemaPath:"[^"]*",keyword:"(\w+)",params:\{(.*?)\},message:(.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g,
      (_match, _name, path: string, keyword: string, params: string, message: string) =>
        `problems.add(${path.replace(/^instancePath:/, '')}, ${JSON.stringify(describe(keyword, params, message))});`,
    )
    .replaceAll(
      /^if\(!\((validate\d+)\((.*), \{(instancePath:.*?),parentData:.*,rootData\}\)\)\)\{\nvErrors = .*;\nerrors = vErrors\.length;\n\}$/gm,
      (_match, name: string, value: string, path: string) =>
        `${name}(${value}, ${path.replace(/^instancePath:/, '')}, problems);`,
    )
    .replaceAll(
      /^function (validate\d+)\(data, \{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}\)\{\nlet vErrors = null;\nlet errors = 0;$/gm,
      'function $1(data, instancePath, problems){',
    )
    .replaceAll(/^validate\d+\.errors = vErrors;\nreturn errors === 0;\n/gm, '')
    .replaceAll(
      /!\(\(\(typeof (data\d+) == "number"\) && \(!\(\1 % 1\) && !isNaN\(\1\)\)\) && \(isFinite\(\1\)\)\)/g,
      '!isInteger($1)',
    )
    .replaceAll(/(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/g, 'isJsonObject($1)')
    .replaceAll(/"\/" \+ (key\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'pointerStep($1)')
    .replaceAll(/\/" \+ (key\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, '" + pointerStep($1)')
    .replaceAll(
      /(?:if\((\w+)\.(\w+) === undefined\)\{\nproblems\.add\((.*), "must have the member \2"\);\n\}\n)+/g,
      (all: string, object: string, _name: string, path: string) => {
        const names = [...all.matchAll(/must have the member (\w+)/g)].map(([, name]) => name);
        return `requireMembers(${object}, ${JSON.stringify(names)}, ${path}, problems);\n`;
      },
    )
    .replaceAll(
      /if\(typeof (\S+) !== "string"\)\{\nproblems\.add\((.*), "must be of type string"\);\n\}/g,
      'expectText($1, $2, problems);',
    )
    .replaceAll(
      /if\(!\(Array\.isArray\((\S+)\)\)\)\{\nproblems\.add\((.*), "must be of type array"\);\n\}/g,
      'expectArray($1, $2, problems);',
    )
    .replaceAll(
      /let (data\d+) = (.*);\nif\(!\(isJsonObject\(\1\)\)\)\{\nproblems\.add\((.*), "must be of type object"\);\n\}/g,
      'expectObject($2, $3, problems);',
    )
    .replaceAll(
      /if\((\w+)\.(\w+) !== undefined\)\{\n(\w+)\(\1\.\2, (.*)\+"\/\2", problems\);\n\}/g,
      'checkMember($1, "$2", $3, $4, problems);',
    )
    // Not where names are on the path: a link has many artifacts, and their paths are made up where something is wrong.
    .replaceAll(
      /let (data\d+) = (.*);\nif\(typeof \1 === "string"\)\{\nif\(!(pattern\d+)\.test\(\1\)\)\{\nproblems\.add\(((?:(?!pointerStep).)*), (".*")\);\n\}\n\}\nelse \{\nproblems\.add\(\4, "must be of type string"\);\n\}/g,
      'expectPattern($2, $3, $5, $4, problems);',
    )
    .replaceAll(
      /let (data\d+) = (.*);\nif\(Array\.isArray\(\1\)\)\{\nconst (len\d) = \1\.length;\nfor\(let (i\d)=0; \4<\3; \4\+\+\)\{\n(\w+)\(\1\[\4\], (.*)\/" \+ \4, problems\);\n\}\n\}\nelse \{\nproblems\.add\(\6", "must be of type array"\);\n\}/g,
      'checkItems($2, $5, $6", problems);',
    )
    .replaceAll(
      /let (data\d+) = (.*);\nif\(Array\.isArray\(\1\)\)\{\nconst (len\d) = \1\.length;\nfor\(let (i\d)=0; \4<\3; \4\+\+\)\{\n(\w+)\(\1\[\4\], (.*)\+"\/" \+ \4, problems\);\n\}\n\}\nelse \{\nproblems\.add\(\6, "must be of type array"\);\n\}/g,
      'checkItems($2, $5, $6, problems);',
    )
    .replaceAll(
      /let (data\d+) = (.*);\nif\(Array\.isArray\(\1\)\)\{\nconst (len\d) = \1\.length;\nfor\(let (i\d)=0; \4<\3; \4\+\+\)\{\nexpectPattern\(\1\[\4\], (.*), (\S*)\/" \+ \4, problems\);\n\}\n\}\nelse \{\nproblems\.add\(\6", "must be of type array"\);\n\}/g,
      'checkItems($2, (item, path) => expectPattern(item, $5, path, problems), $6", problems);',
    )
    .replaceAll(
      /^if\(Array\.isArray\(data\)\)\{\nconst len0 = data\.length;\nfor\(let i0=0; i0<len0; i0\+\+\)\{\n(\w+)\(data\[i0\], instancePath\+"\/" \+ i0, problems\);\n\}\n\}$/gm,
      'if(Array.isArray(data)) checkItems(data, $1, instancePath, problems);',
    )
    .replaceAll(
      /^if\(Array\.isArray\(data\)\)\{\nconst len0 = data\.length;\nfor\(let i0=0; i0<len0; i0\+\+\)\{\n([^]*?)\n\}\n\}\nelse \{\nproblems\.add\(instancePath, "must be of type array"\);\n\}\n\}$/gm,
      (_match, body: string) =>
        `checkItems(data, (item, path) => {\n${body.replaceAll('data[i0]', 'item').replaceAll('instancePath+"/" + i0', 'path')}\n}, instancePath, problems);\n}`,
    )
    .replaceAll(
      /if\((\w+)\.(\w+) !== undefined\)\{\nif\((".*") !== \1\.\2\)\{\nproblems\.add\((.*)\+"\/\2", "must be .*"\);\n\}\n\}/g,
      'expectConstant($1, "$2", $3, $4, problems);',
    )
    .replaceAll(
      /^(function validate\d+\(.*\)\{\n)if\(isJsonObject\(data\)\)\{$/gm,
      '$1if(expectObject(data, instancePath, problems)){',
    )
    .replaceAll(/^\}\nelse \{\nproblems\.add\(instancePath, "must be of type object"\);\n\}\n\}$/gm, '}\n}')
    .replaceAll(/^export const (\w+) = (\w+);$/gm, 'export const $1: ShapeCheck = $2;')
    .replaceAll(/\n{2,}/g, '\n');
  const leftover =
    /vErrors|errors\b|schema\d|parentData|rootData|require\(|import|new RegExp|Function|eval|\.length =|isNaN|== "object"/.exec(
      code,
    );
  if (leftover !== null) {
    throw new Error(
      `ajv's output has a form that this script does not know: …${code.slice(leftover.index - 200, leftover.index + 200)}…`,
    );
  }
  return code;
}

/** A message in our words, told from ajv's error. */
function describe(keyword: string, params: string, message: string): string {
  switch (keyword) {
    case 'type':
      return JSON.parse(message).replace('must be ', 'must be of type ').replace(',', ' or ');
    case 'required':
      return `must have the member ${/"(\w+)"/.exec(params)?.[1]}`;
    case 'const':
      return `must be ${/"(.+)"/.exec(params)?.[1]}`;
    case 'additionalProperties':
      return 'must have no other members than the schema lists';
    case 'pattern': {
      const known = PATTERN_MESSAGES.get(JSON.parse(params.slice('pattern: '.length)));
      if (known === undefined) throw new Error(`No message for the pattern ${params}`);
      return known;
    }
    default:
      throw new Error(`No message for the keyword ${keyword}`);
  }
}

const generated = HEADER + rewrite(compile());
if (process.argv.includes('--check')) {
  if (readFileSync(OUTPUT, 'utf8') !== generated) {
    console.error('src/generated/shape-checks.ts is not what the schemas say: run the script "generate".');
    process.exitCode = 1;
  }
} else {
  writeFileSync(OUTPUT, generated);
}
