import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Certified, makeCertificate } from '@intoto-tests/support/certificates';
import { encodePrivateKeyPem, nodeBackend, readSignatureCertificates } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { readGuide } from './guide.ts';
import { createWorkshop, inToto, readLayout, readLink, script } from './in-toto.ts';
import { createTemporaryDirectory, type Files } from './programs.ts';

const root = await makeCertificate({ subject: { CN: 'Root' }, authority: true });
const middle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true });
const uris = ['spiffe://example.org/builder'];
const builder = await makeCertificate({ subject: {}, issuer: middle, uris });
const stale = await makeCertificate({
  subject: {},
  issuer: middle,
  uris,
  holder: builder,
  notAfter: '2025-01-01T00:00:00Z',
});
const stranger = await makeCertificate({ subject: { CN: 'stranger' }, issuer: middle });

function keyOf(holder: Certified): Promise<string> {
  return encodePrivateKeyPem(holder.privateKey, { backend: nodeBackend });
}

const FILES: Files = {
  'root.pem': root.pem,
  'middle.pem': middle.pem,
  'builder.pem': builder.pem,
  'builder-chain.pem': `${builder.pem}${middle.pem}`,
  'disorder.pem': `${middle.pem}${builder.pem}`,
  'stale.pem': stale.pem,
  'stranger.pem': stranger.pem,
  builder: await keyOf(builder),
  stranger: await keyOf(stranger),
};

const STEP = ['--step', 'build', '--cert-signers', 'uri=spiffe://example.org/builder root=root.pem'];
const NEW = ['layout', 'new', 'root.layout', '-k', 'owner', '--root-certs', 'root.pem'];
const RULES = ['--expect-products', 'CREATE app', 'DISALLOW *'];
const RUN = ['run', '-n', 'build', '-k', 'builder', '-p', 'app'];
const MAKE = ['--', ...script('fs.writeFileSync("app", "x")')];
const VERIFY = ['verify', '-l', 'root.layout', '-k', 'owner.pub'];

async function workshop(...commands: readonly (readonly string[])[]): Promise<string> {
  const cwd = await createWorkshop(FILES);
  for (const command of commands) {
    expect(await inToto(cwd, command)).toEqual({ status: 0, stdout: '', stderr: '' });
  }
  return cwd;
}

describe('in-toto with certificates', () => {
  it('goes from a layout to a verdict', async () => {
    for (const options of [[], ['--use-dsse']]) {
      const cwd = await workshop(
        [...NEW, ...options, ...STEP, ...RULES],
        [...RUN, ...options, '--cert', 'builder-chain.pem', ...MAKE],
      );
      const { status, stdout, stderr } = await inToto(cwd, VERIFY);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('certificate');
      expect(stdout).toContain('spiffe://example.org/builder');
    }
  });

  it('takes intermediate certificates when it verifies, or from the layout', async () => {
    const cwd = await workshop([...NEW, ...STEP, ...RULES], [...RUN, '--cert', 'builder.pem', ...MAKE]);
    const lacking = await inToto(cwd, VERIFY);
    expect(lacking.status).toBe(1);
    expect(lacking.stdout).toContain('ERR_CERTIFICATE_UNTRUSTED');
    const given = await inToto(cwd, [...VERIFY, '--intermediate-certs', 'middle.pem', 'stranger.pem']);
    expect(given.status).toBe(0);
    const informed = await workshop(
      [...NEW, '--intermediate-certs', 'middle.pem', ...STEP, ...RULES],
      [...RUN, '--cert', 'builder.pem', ...MAKE],
    );
    expect((await inToto(informed, VERIFY)).status).toBe(0);
  });

  it('records in two parts', async () => {
    const record = ['-n', 'build', '-k', 'builder', '--cert', 'builder-chain.pem'];
    const cwd = await workshop([...NEW, ...STEP], ['record', 'start', ...record], ['record', 'stop', ...record]);
    expect((await inToto(cwd, VERIFY)).status).toBe(0);
  });

  it('signs what is there already', async () => {
    const cwd = await workshop([...NEW, ...STEP, ...RULES], [...RUN, '--cert', 'builder-chain.pem', ...MAKE]);
    const signed = ['sign', '-f', 'root.layout', '-k', 'builder', '--cert', 'builder.pem', '-o', 'sub.layout'];
    expect(await inToto(cwd, signed)).toEqual({ status: 0, stdout: '', stderr: '' });
    const { metadata } = await readLayout(join(cwd, 'sub.layout'));
    expect(metadata.signatures.map((signature) => readSignatureCertificates(signature)?.leaf)).toEqual([builder.pem]);
  });

  it('refuses a certificate that does not go with the key, in one line', async () => {
    for (const [certificate, code] of [
      ['stranger.pem', 'ERR_CERTIFICATE_KEY'],
      ['disorder.pem', 'ERR_CERTIFICATE_KEY'],
      ['stale.pem', 'ERR_CERTIFICATE_EXPIRED'],
      ['builder', 'ERR_CERTIFICATE_FORMAT'],
      ['nowhere.pem', 'ERR_FILE_NOT_FOUND'],
    ] as const) {
      const cwd = await workshop();
      const { status, stdout, stderr } = await inToto(cwd, [...RUN, '--cert', certificate, ...MAKE]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^in-toto: .*${certificate}.*\\[${code}\\]\n$`));
      expect(stderr).not.toContain('PRIVATE KEY-----');
    }
  });

  it('says of a stranger which attribute is not as it should be', async () => {
    const cwd = await workshop(
      [...NEW, '--intermediate-certs', 'middle.pem', ...STEP],
      ['run', '-n', 'build', '-k', 'stranger', '--cert', 'stranger.pem', '-x'],
    );
    const { status, stdout } = await inToto(cwd, VERIFY);
    expect(status).toBe(1);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain('common_name must be absent and is "stranger"');
    expect(text).toContain('uris must be "spiffe://example.org/builder" and is absent');
    expect(text).toContain('ERR_CERTIFICATE_CONSTRAINT');
  });

  it('says what is wrong with a command line', async () => {
    const cwd = await workshop();
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [['--step', 'build', '--cert-signers', 'uri=a'], 'needs --root-certs'],
      [['--root-certs', 'root.pem', '--step', 'build', '--cert-signers', 'name=a'], 'is not NAME=VALUE'],
      [['--root-certs', 'root.pem', '--step', 'build', '--cert-signers', 'root=*'], 'say whose certificates'],
      [['--root-certs', 'root.pem', '--step', 'build', '--cert-signers', 'cn=a cn=b'], 'give cn once'],
      [
        ['--root-certs', 'root.pem', '--step', 'build', '--cert-signers', 'cn=a root=b'],
        'is not among the --root-certs',
      ],
      [['--root-certs', 'builder.pem', '--step', 'build', '--cert-signers', 'cn=a'], 'not for issuing certificates'],
      [
        ['--root-certs', 'root.pem', '--inspection', 'look', '--run', 'true', '--cert-signers', 'cn=a'],
        'belongs to a --step',
      ],
    ];
    for (const [args, message] of wrong) {
      const { status, stderr } = await inToto(cwd, ['layout', 'new', 'x.layout', ...args]);
      expect(status).toBe(2);
      expect(stderr).toContain(message);
    }
    const verifying = await inToto(cwd, ['sign', '-f', 'x', '-k', 'owner.pub', '--verify', '--cert', 'builder.pem']);
    expect(verifying.stderr).toContain('leave --append, --output and --cert out');
    const two = await inToto(cwd, ['sign', '-f', 'x', '-k', 'owner', 'alice', '--cert', 'builder.pem']);
    expect(two.status).toBe(2);
  });

  it('shows whose certificates may sign', async () => {
    const cwd = await workshop([...NEW, ...STEP, '--signers', 'alice.pub']);
    const { stdout } = await inToto(cwd, ['layout', 'show', 'root.layout']);
    expect(stdout).toContain('1 must sign, with keys or certificates');
    expect(stdout).toMatch(/certificate uri=spiffe:\/\/example\.org\/builder root=[0-9a-f]{16}\n/);
    const { layout } = await readLayout(join(cwd, 'root.layout'));
    expect(layout.steps[0]?.certConstraints[0]?.roots).toEqual([...layout.rootCas.keys()]);
  });

  it('writes links that say whose they are, and nothing of the key', async () => {
    const cwd = await workshop([...RUN, '--cert', 'builder-chain.pem', ...MAKE]);
    const file = (await readdir(cwd)).find((name) => name.startsWith('build.') && name.endsWith('.link')) ?? '';
    const { metadata } = await readLink(join(cwd, file));
    const [signature] = metadata.signatures;
    if (signature === undefined) throw new TypeError('no signature');
    expect(readSignatureCertificates(signature)).toEqual({ leaf: builder.pem, intermediates: [middle.pem] });
    expect(await readFile(join(cwd, file), 'utf8')).not.toContain('PRIVATE');
  });
});

const PROGRAM = fileURLToPath(new URL('../bin/in-toto.js', import.meta.url));
const canFollowGuide = ['bash', 'openssl'].every(
  (name) => spawnSync(name, [name === 'bash' ? '--version' : 'version']).status === 0,
);

describe.skipIf(!canFollowGuide)('the guide', () => {
  it('works as it is written', async () => {
    const commands = await readGuide('certificates.md', 'From end to end');
    expect(commands.filter((line) => line.startsWith('in-toto '))).toHaveLength(5);
    const cwd = await createTemporaryDirectory();
    const lines = [
      'set -e',
      `in-toto() { '${process.execPath}' '${PROGRAM}' "$@"; }`,
      // The guide's own authority has no intermediate.
      ...commands.map((line) => line.replace('issuing-ca.pem', 'root.pem')),
    ];
    const { status, stdout } = spawnSync('bash', ['-c', lines.join('\n')], { cwd, encoding: 'utf8' });
    expect({ status, verdicts: stdout.match(/^PASSED$/gm) }).toEqual({ status: 0, verdicts: ['PASSED', 'PASSED'] });
  });
});
