"""Makes key-files.json with the programs that write these files in the wild. See README.md."""

import base64
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from jwcrypto import jwk

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
PEERS = ROOT / "tests/interop/.peers"
PASSWORD = "correct horse"

COSIGN = """
package main

import (
	"crypto/x509"
	"encoding/pem"
	"io"
	"os"

	"github.com/secure-systems-lab/go-securesystemslib/encrypted"
)

// As cosign does: scrypt and secretbox around PKCS#8, as JSON in PEM.
func main() {
	der, _ := io.ReadAll(os.Stdin)
	if _, err := x509.ParsePKCS8PrivateKey(der); err != nil {
		panic(err)
	}
	sealed, err := encrypted.Encrypt(der, []byte(os.Args[1]))
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(pem.EncodeToMemory(&pem.Block{Type: os.Args[2], Bytes: sealed}))
}
"""

OLD = """
import json, sys
from securesystemslib import interface, keys
from cryptography.hazmat.primitives.asymmetric import ec
# Newer versions of cryptography want an instance, which they did not when this program was written.
ec.SECP256R1 = ec.SECP256R1()
name, kind, password = sys.argv[1:4]
make = getattr(interface, f"_generate_and_write_{kind}_keypair")
make(filepath=name)
key = getattr(interface, f"import_{kind}_privatekey_from_file")(name)
public = getattr(interface, f"import_{kind}_publickey_from_file")(name + ".pub")
assert key["keyid"] == public["keyid"]
sealed = keys.encrypt_key(key, password)
json.dump({"keyid": key["keyid"], "sealed": sealed}, sys.stdout)
"""

NEW = """
import json, sys
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.signer import SSlibKey
key = SSlibKey.from_crypto(load_pem_public_key(sys.stdin.buffer.read()))
json.dump({"keyid": key.keyid, **key.to_dict()}, sys.stdout)
"""


def run(*args, stdin=b"", cwd=None):
    done = subprocess.run([str(a) for a in args], input=stdin, stdout=subprocess.PIPE, cwd=cwd, check=True)
    return done.stdout


def openssl(*args, stdin=b""):
    return run("openssl", *args, stdin=stdin)


def text(data):
    return {"text": data.decode() if isinstance(data, bytes) else data}


def binary(data):
    return {"hex": data.hex()}


def entry(kind, name, content, **more):
    return {"kind": kind, "name": name, **content, **more}


def ssh_variant(work, source, *args):
    path = work / "ssh-copy"
    path.write_bytes(source)
    path.chmod(0o600)
    run("ssh-keygen", "-q", "-p", "-P", "", "-f", path, *args)
    return path.read_bytes()


def cosign(der, password, label):
    program = Path(tempfile.mkdtemp()) / "main.go"
    program.write_text(COSIGN)
    return run("go", "run", program, password, label, stdin=der, cwd=ROOT / "tests/interop/go")


def tool_key(work, name, algorithm):
    """A key that OpenSSL makes, in every form in which tools write it."""
    pkcs8 = openssl("genpkey", *algorithm)
    pkcs8_der = openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", stdin=pkcs8)
    spki = openssl("pkey", "-pubout", stdin=pkcs8)
    public = [
        entry("spki", "SPKI PEM", text(spki)),
        entry("spki", "SPKI DER", binary(openssl("pkey", "-pubout", "-outform", "DER", stdin=pkcs8))),
    ]
    private = [
        entry("pkcs8", "PKCS#8 PEM", text(pkcs8)),
        entry("pkcs8", "PKCS#8 DER", binary(pkcs8_der)),
    ]
    sealed = ("-passout", f"pass:{PASSWORD}")
    encrypted = openssl("pkcs8", "-topk8", "-v2", "aes-256-cbc", *sealed, stdin=pkcs8)
    private.append(entry("pkcs8-encrypted", "PKCS#8 PBKDF2 AES-256", text(encrypted), password=PASSWORD))
    if name == "p256":
        slow = openssl("pkcs8", "-topk8", "-scrypt", *sealed, stdin=pkcs8)
        private.append(entry("pkcs8-encrypted", "PKCS#8 scrypt", text(slow), password=PASSWORD, needs="scrypt"))
    if name == "rsa":
        public.append(entry("pkcs1-public", "PKCS#1 PEM", text(openssl("rsa", "-RSAPublicKey_out", stdin=pkcs8))))
        der = openssl("rsa", "-RSAPublicKey_out", "-outform", "DER", stdin=pkcs8)
        public.append(entry("pkcs1-public", "PKCS#1 DER", binary(der)))
        plain = openssl("rsa", "-traditional", stdin=pkcs8)
        private.append(entry("pkcs1-private", "PKCS#1 PEM", text(plain)))
        private.append(entry("pkcs1-private", "PKCS#1 DER", binary(openssl("rsa", "-traditional", "-outform", "DER", stdin=pkcs8))))
    if name.startswith("p"):
        private.append(entry("sec1", "SEC 1 PEM", text(openssl("ec", stdin=pkcs8))))
        private.append(entry("sec1", "SEC 1 DER", binary(openssl("ec", "-outform", "DER", stdin=pkcs8))))
    if name in ("rsa", "p256"):
        command = ("rsa", "-traditional") if name == "rsa" else ("ec",)
        for bits in (128, 192, 256):
            old = openssl(*command, f"-aes{bits}", *sealed, stdin=pkcs8)
            private.append(entry("traditional-encrypted", f"traditional AES-{bits}", text(old), password=PASSWORD))
        if name == "p256":
            curve = openssl("ecparam", "-name", "prime256v1")
            both = curve + openssl("ec", "-aes256", *sealed, stdin=pkcs8)
            private.append(entry("traditional-encrypted", "traditional AES-256 after parameters", text(both), password=PASSWORD))
    # ssh-keygen reads every other kind of private key than OpenSSL's Ed25519.
    path = work / f"{name}.key"
    if name == "ed25519":
        seed = pkcs8_der[-32:]
        point = openssl("pkey", "-pubout", "-outform", "DER", stdin=pkcs8)[-32:]
        path.write_text(run(sys.executable, "-c", SSH_ED25519, seed.hex(), point.hex()).decode())
    else:
        path.write_bytes(openssl("rsa", "-traditional", stdin=pkcs8) if name == "rsa" else openssl("ec", stdin=pkcs8))
    path.chmod(0o600)
    plain = ssh_variant(work, path.read_bytes(), "-N", "")
    private.append(entry("openssh-private", "OpenSSH", text(plain)))
    ciphers = ["aes256-ctr", "aes128-ctr", "aes192-cbc", "aes256-cbc"] if name == "ed25519" else ["aes256-ctr"]
    for cipher in ciphers:
        locked = ssh_variant(work, plain, "-N", PASSWORD, "-Z", cipher, "-a", "4")
        private.append(entry("openssh-encrypted", f"OpenSSH {cipher}", text(locked), password=PASSWORD))
    line = run("ssh-keygen", "-y", "-f", path)
    public.append(entry("openssh-public", "OpenSSH", text(line)))
    options = b'# who may build\nrestrict,command="echo \\"ssh-rsa AAAA\\"" ' + line.strip() + b" me@example.com\n"
    public.append(entry("openssh-public", "authorized_keys with options", text(options)))
    ssh_path = work / f"{name}.sshpub"
    ssh_path.write_bytes(line)
    public.append(entry("rfc4716-public", "RFC 4716", text(run("ssh-keygen", "-e", "-f", ssh_path))))
    fingerprint = run("ssh-keygen", "-l", "-f", ssh_path).decode().split()[1]
    key = jwk.JWK.from_pem(pkcs8)
    public.append(entry("jwk-public", "JWK", text(key.export_public())))
    public.append(entry("jwk-public", "JWK Set of one", text(json.dumps({"keys": [json.loads(key.export_public())]}))))
    private.append(entry("jwk-private", "JWK", text(key.export_private())))
    config = ("-x509", "-key", "/dev/stdin", "-subj", f"/CN={name}", "-days", "1", "-set_serial", "7")
    public.append(entry("certificate", "X.509 PEM", text(openssl("req", "-new", *config, stdin=pkcs8))))
    public.append(entry("certificate", "X.509 DER", binary(openssl("req", "-new", "-outform", "DER", *config, stdin=pkcs8))))
    new = json.loads(run(PEERS / "python/bin/python", "-c", NEW, stdin=spki))
    public.append(entry("sslib-public", "layout key object", text(json.dumps(new))))
    public.append(entry("sslib-public", "layout keys with one key", text(json.dumps({new["keyid"]: new}))))
    if name in ("p256", "rsa", "ed25519"):
        for label in ("ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY") if name == "p256" else ("ENCRYPTED SIGSTORE PRIVATE KEY",):
            pem = cosign(pkcs8_der, PASSWORD, label)
            private.append(entry("cosign-encrypted", label.title(), text(pem), password=PASSWORD))
    return {
        "name": name,
        "keytype": new["keytype"],
        "scheme": new["scheme"],
        "keyid": new["keyid"],
        "ids": {"openssh": fingerprint, "jwk-thumbprint": key.thumbprint()},
        "public": public,
        "private": private,
    }


SSH_ED25519 = """
import sys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives import serialization as s
key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sys.argv[1]))
print(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.OpenSSH, s.NoEncryption()).decode(), end="")
"""


def old_key(work, kind):
    """A key as securesystemslib 0.31 writes it."""
    path = work / f"old-{kind}"
    made = json.loads(run(PEERS / "python-2.3/bin/python", "-c", OLD, path, kind, PASSWORD))
    public = path.with_name(path.name + ".pub").read_text()
    return {
        "name": f"{kind} of securesystemslib 0.31",
        "keytype": kind,
        "scheme": json.loads(public)["scheme"],
        "keyid": made["keyid"],
        "ids": {},
        "public": [entry("sslib-public", "JSON", text(public))],
        "private": [
            entry("sslib-private", "JSON", text(path.read_text())),
            entry("sslib-encrypted", "encrypted JSON", text(made["sealed"]), password=PASSWORD),
        ],
    }


def minisign_mask(salt, n, p):
    return hashlib.scrypt(PASSWORD.encode(), salt=salt, n=n, r=8, p=p, maxmem=2**31 - 1, dklen=104)


def cheaper(file):
    """The same secret key, encrypted with the least that libsodium takes for a file (N = 2^14) in place of N = 2^20."""
    comment, line = file.split("\n")[:2]
    data = base64.b64decode(line)
    head, salt, masked = data[:6], data[6:38], data[54:]
    plain = bytes(a ^ b for a, b in zip(masked, minisign_mask(salt, 2**20, 1)))
    again = bytes(a ^ b for a, b in zip(plain, minisign_mask(salt, 2**14, 1)))
    limits = struct.pack("<QQ", 524288, 16777216)
    return f"{comment}\n{base64.b64encode(head + salt + limits + again).decode()}\n"


def minisign_key(work):
    public, secret, locked = work / "m.pub", work / "m.key", work / "m.locked"
    run("minisign", "-G", "-W", "-p", public, "-s", secret)
    locked.write_bytes(secret.read_bytes())
    run("minisign", "-C", "-s", locked, stdin=f"{PASSWORD}\n{PASSWORD}\n".encode())
    number = public.read_text().split("\n")[0].split()[-1]
    point = subprocess.run(
        [sys.executable, "-c", "import base64,sys;print(base64.b64decode(sys.argv[1])[10:].hex())", public.read_text().split("\n")[1]],
        stdout=subprocess.PIPE, check=True,
    ).stdout.decode().strip()
    spki = openssl("pkey", "-pubin", "-inform", "DER", stdin=bytes.fromhex("302a300506032b6570032100" + point))
    new = json.loads(run(PEERS / "python/bin/python", "-c", NEW, stdin=spki))
    return {
        "name": "minisign",
        "keytype": "ed25519",
        "scheme": "ed25519",
        "keyid": new["keyid"],
        "ids": {"file": number},
        "public": [
            entry("minisign-public", "minisign.pub", text(public.read_text())),
            entry("minisign-public", "the line of minisign -P", text(public.read_text().split("\n")[1])),
        ],
        "private": [
            entry("minisign-private", "minisign -W", text(secret.read_text())),
            entry("minisign-encrypted", "minisign", text(locked.read_text()), password=PASSWORD, slow=True),
            entry("minisign-encrypted", "minisign", text(cheaper(locked.read_text())), password=PASSWORD),
        ],
    }


def refused(work):
    """Files that are recognized and not loaded."""
    rsa = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")
    sealed = ("-passout", f"pass:{PASSWORD}")
    request = openssl("req", "-new", "-key", "/dev/stdin", "-subj", "/CN=x", stdin=rsa)
    cert = openssl("req", "-x509", "-new", "-key", "/dev/stdin", "-subj", "/CN=x", "-days", "1", stdin=rsa)
    (work / "c.pem").write_bytes(cert)
    (work / "k.pem").write_bytes(rsa)
    p12 = openssl("pkcs12", "-export", "-in", work / "c.pem", "-inkey", work / "k.pem", "-passout", "pass:x")
    dsa = openssl("genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:1024")
    dsa_key = openssl("dsa", "-in", "/dev/stdin", stdin=openssl("gendsa", "/dev/stdin", stdin=dsa))
    home = work / "gnupg"
    home.mkdir(mode=0o700)
    gpg = ("gpg", "--homedir", home, "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "")
    run(*gpg, "--quick-generate-key", "x@example.com", "ed25519", "sign", "never")
    list_of_two = json.dumps({"keys": [json.loads(jwk.JWK.generate(kty="OKP", crv="Ed25519", kid=k).export_public()) for k in "ab"]})
    ssh = []
    for name in ("a", "b"):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", work / f"two-{name}")
        ssh.append((work / f"two-{name}.pub").read_text())
    run("ssh-keygen", "-q", "-s", work / "two-a", "-I", "x", work / "two-b.pub")
    gcm = ssh_variant(work, (work / "two-a").read_bytes(), "-N", PASSWORD, "-Z", "aes256-gcm@openssh.com", "-a", "4")
    costly = ssh_variant(work, (work / "two-a").read_bytes(), "-N", PASSWORD, "-a", "600")
    triple = openssl("rsa", "-traditional", "-des3", *sealed, stdin=rsa)
    secp = openssl("pkey", "-pubout", stdin=openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"))
    return [
        {"as": "public", "code": "ERR_KEY_FORMAT", **entry("certificate-request", "a certificate request", text(request))},
        {"as": "private", "code": "ERR_KEY_FORMAT", **entry("certificate-request", "a certificate request", text(request))},
        {"as": "private", "code": "ERR_KEY_PUBLIC", **entry("certificate", "a certificate", text(cert))},
        {"as": "private", "code": "ERR_KEY_FORMAT", **entry("pkcs12", "PKCS#12", binary(p12))},
        {"as": "public", "code": "ERR_KEY_PRIVATE", **entry("pkcs12", "PKCS#12", binary(p12))},
        {"as": "private", "code": "ERR_KEY_FORMAT", **entry("dsa-private", "a DSA key", text(dsa_legacy(dsa_key)))},
        {"as": "public", "code": "ERR_KEY_FORMAT", **entry("openpgp-public", "armored OpenPGP", text(run(*gpg, "--armor", "--export")))},
        {"as": "public", "code": "ERR_KEY_FORMAT", **entry("openpgp-public", "binary OpenPGP", binary(run(*gpg, "--export")))},
        {"as": "private", "code": "ERR_KEY_FORMAT", **entry("openpgp-private", "an armored OpenPGP key", text(run(*gpg, "--armor", "--export-secret-keys")))},
        {"as": "private", "code": "ERR_KEY_FORMAT", **entry("openpgp-private", "a binary OpenPGP key", binary(run(*gpg, "--export-secret-keys")))},
        {"as": "public", "code": "ERR_KEY_SEVERAL", **entry("jwk-public", "a JWK Set of two", text(list_of_two))},
        {"as": "public", "code": "ERR_KEY_SEVERAL", **entry("openssh-public", "authorized_keys with two keys", text("".join(ssh)))},
        {"as": "public", "code": "ERR_CRYPTO_UNSUPPORTED", **entry("openssh-public", "an SSH certificate", text((work / "two-b-cert.pub").read_text()))},
        {"as": "private", "code": "ERR_KEY_ENCRYPTION", **entry("openssh-encrypted", "OpenSSH with AES-GCM", text(gcm)), "password": PASSWORD},
        {"as": "private", "code": "ERR_KEY_ENCRYPTION", **entry("openssh-encrypted", "OpenSSH with 600 rounds", text(costly)), "password": PASSWORD},
        {"as": "private", "code": "ERR_KEY_ENCRYPTION", **entry("traditional-encrypted", "traditional Triple DES", text(triple)), "password": PASSWORD},
        {"as": "public", "code": "ERR_CRYPTO_UNSUPPORTED", **entry("spki", "a key on secp256k1", text(secp))},
    ]


def dsa_legacy(pkcs8):
    program = "import sys; from cryptography.hazmat.primitives import serialization as s; k=s.load_pem_private_key(sys.stdin.buffer.read(), None); sys.stdout.buffer.write(k.private_bytes(s.Encoding.PEM, s.PrivateFormat.TraditionalOpenSSL, s.NoEncryption()))"
    return run(sys.executable, "-c", program, stdin=pkcs8)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        keys = [
            tool_key(work, "rsa", ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")),
            *(tool_key(work, f"p{bits}", ("-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:P-{bits}")) for bits in (256, 384, 521)),
            tool_key(work, "ed25519", ("-algorithm", "ED25519")),
            old_key(work, "ed25519"),
            old_key(work, "ecdsa"),
            minisign_key(work),
        ]
        data = {"origin": "Made by make.py; see README.md", "keys": keys, "refused": refused(work)}
    (HERE / "key-files.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")


main()
