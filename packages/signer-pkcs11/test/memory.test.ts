import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import {
  createToken,
  TOKEN_KEY_NAMES as KEY_NAMES,
  SOFTHSM_MODULE as MODULE,
  PIN,
  SOFTHSM,
  withPrograms,
} from '@intoto-tests/programs';
import { THOROUGH } from '@intoto-tests/support';
import { expect, it } from 'vitest';

/** Signs while garbage is collected as often as possible: memory that a module still writes to must not go. */
const PROGRAM = `
const { nodeBackend: backend } = await import('@intoto/crypto-node');
const { createPkcs11Signer } = await import('@intoto/signer-pkcs11');
const [modulePath, label, pin, ...keys] = process.argv.slice(1);
const collecting = setInterval(gc, 5);
let made = 0;
for (let round = 0; round < 2; round++)
  for (const key of keys) {
    const signer = await createPkcs11Signer({ backend, modulePath, token: { label }, key: { label: key }, pin });
    for (let index = 0; index < 4; index++) {
      gc();
      await signer.sign(new Uint8Array(index));
      made += 1;
    }
    await signer.close();
  }
clearInterval(collecting);
console.log(made);
`;

withPrograms(SOFTHSM, 'memory', () => {
  it.runIf(THOROUGH)('that a module uses is not collected', () => {
    const token = createToken({ keys: KEY_NAMES });
    const args = ['--conditions=@intoto/source', '--expose-gc', '--input-type=module', '-e', PROGRAM];
    const output = execFileSync(process.execPath, [...args, MODULE, token.label, PIN, ...KEY_NAMES], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
    });
    expect(output).toBe(`${2 * 4 * KEY_NAMES.length}\n`);
  });
});
