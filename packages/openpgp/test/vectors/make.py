"""Makes keyrings.json: keys made by gpg, what securesystemslib exports of them, and signatures by gpg.

Run with the Python of the peers (in-toto 3.1.0, securesystemslib 1.6.0) and gpg on the PATH:

    tests/interop/.peers/python/bin/python packages/openpgp/test/vectors/make.py

Every run makes other keys. Only public parts are kept; the private ones vanish with their folder.
"""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="vectors-"))
os.environ["GNUPGHOME"] = str(HOME)

import securesystemslib  # noqa: E402
from securesystemslib._gpg import common, functions  # noqa: E402
from securesystemslib.signer import GPGSigner  # noqa: E402

# When keys are made; signatures a month later.
MADE = "20200101T000000"
SIGNED = "20200201T000000"


def gpg(*words, stdin=b"", at=MADE, check=True):
    done = subprocess.run(
        [
            "gpg", "--batch", "--quiet", "--no-tty", "--yes", "--pinentry-mode", "loopback", "--passphrase", "",
            "--faked-system-time", at + "!", "--allow-weak-digest-algos", *words,
        ],
        input=stdin,
        capture_output=True,
        check=False,
    )
    if check and done.returncode != 0:
        raise RuntimeError(f"gpg {' '.join(words)}: {done.stderr.decode()}")
    return done.stdout


def fingerprints(selector):
    lines = gpg("--list-keys", "--with-colons", "--with-subkey-fingerprint", selector).decode().splitlines()
    return [line.split(":")[9].lower() for line in lines if line.startswith("fpr:")]


def make(name, algorithm, usage="sign,cert", expire="0", options=()):
    gpg(*options, "--quick-gen-key", uid(name), algorithm, usage, expire)
    return fingerprints(f"={uid(name)}")[0]


def uid(name):
    return f"in-toto test key {name} <{name}@in-toto.invalid>"


def add(main, algorithm, usage="sign", expire="0", options=(), at=MADE):
    before = set(fingerprints(main))
    gpg(*options, "--quick-add-key", main, algorithm, usage, expire, at=at)
    (new,) = set(fingerprints(main)) - before
    return new


def edit(main, *commands, at=MADE):
    gpg("--command-fd", "0", "--edit-key", main, stdin="\n".join(commands).encode() + b"\n", at=at)


def export(main):
    return gpg("--export", main)


def packets(data):
    position = 0
    while position < len(data):
        kind, _, _, length = common.gpg_util.parse_packet_header(data[position:])
        yield kind, data[position : position + length]
        position += length


KEYS = {}
SUBKEYS = {}


def keep(name, main, **subkeys):
    KEYS[name] = (main, export(main))
    SUBKEYS[name] = subkeys


def make_keys():
    main = make("rsa", "rsa2048", expire="2y")
    keep("rsa", main)

    main = make("rsa-subkeys", "rsa2048", "cert")
    one = add(main, "rsa2048", expire="1y")
    two = add(main, "rsa2048", at=SIGNED)
    keep("rsa-subkeys", main, one=one, two=two)

    main = make("rsa-encryption", "rsa2048")
    keep("rsa-encryption", main, encryption=add(main, "rsa2048", "encr"))

    main = make("dsa-1024", "dsa1024", expire="2y")
    keep("dsa-1024", main, encryption=add(main, "elg2048", "encr"))
    for size in ("2048", "3072"):
        main = make(f"dsa-{size}", f"dsa{size}", expire="2y")
        keep(f"dsa-{size}", main, signing=add(main, f"dsa{size}"))

    keep("eddsa", make("eddsa", "ed25519"))
    main = make("eddsa-subkeys", "ed25519", "cert", "2y")
    signing = add(main, "ed25519", expire="1y")
    keep("eddsa-subkeys", main, signing=signing, encryption=add(main, "cv25519", "encr"))

    main = make("mixed", "rsa2048")
    keep("mixed", main, signing=add(main, "ed25519"))

    keep("nist", make("nist", "nistp256"))

    main = make("expired-subkey", "rsa2048")
    keep("expired-subkey", main, signing=add(main, "rsa2048", expire="60d"))
    main = make("expired-main", "rsa2048", expire="60d")
    keep("expired-main", main, signing=add(main, "rsa2048"))
    # The expiry was put off; gpg replaces the signatures.
    main = make("put-off", "rsa2048", expire="60d")
    gpg("--quick-set-expire", main, "3y", at=SIGNED)
    keep("put-off", main)

    for digest in ("SHA1", "SHA256", "SHA384", "SHA512"):
        options = ("--cert-digest-algo", digest)
        main = make(f"certified-{digest.lower()}", "rsa2048", expire="2y", options=options)
        # With SHA-1 gpg makes no subkeys that sign.
        usage = "encr" if digest == "SHA1" else "sign"
        keep(f"certified-{digest.lower()}", main, subkey=add(main, "rsa2048", usage, options=options))
    main = make("certified-sha1-dsa", "dsa1024", expire="2y", options=("--cert-digest-algo", "SHA1"))
    keep("certified-sha1-dsa", main)

    main = make("revoked", "rsa2048")
    certificate = (HOME / "openpgp-revocs.d" / f"{main.upper()}.rev").read_bytes().replace(b":-----BEGIN", b"-----BEGIN")
    gpg("--import", stdin=certificate)
    keep("revoked", main)

    main = make("revoked-subkey", "rsa2048")
    revoked = add(main, "rsa2048")
    good = add(main, "rsa2048")
    edit(main, f"key {revoked.upper()}", "revkey", "y", "0", "", "y", "save", at=SIGNED)
    keep("revoked-subkey", main, revoked=revoked, good=good)

    # User ids with expiries of their own, put together from what gpg exported at different times.
    main = make("user-ids", "rsa2048", expire="1y")
    first = export(main)
    gpg("--quick-set-expire", main, "2y", at=SIGNED)
    gpg("--quick-add-uid", main, uid("user-ids-second"), at=SIGNED)
    second = export(main)
    gpg("--quick-set-expire", main, "3y", at="20200301T000000")
    gpg("--quick-add-uid", main, "x" * 300, at="20200301T000000")
    third = export(main)
    keep("user-ids", main)
    put_together(main, first, second, third)

    # Somebody else's certification.
    other = make("introducer", "rsa2048")
    main = make("introduced", "rsa2048", expire="2y")
    gpg("--local-user", other, "--quick-sign-key", main.upper())
    keep("introduced", main)

    # An image among the user ids, and a text beyond ASCII.
    main = make("image", "rsa2048", expire="2y")
    picture = HOME / "picture.jpg"
    picture.write_bytes(bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9"))
    edit(main, "addphoto", str(picture), "y", "save")
    gpg("--quick-add-uid", main, "ü 字 <unicode@in-toto.invalid>")
    keep("image", main, signing=add(main, "rsa2048"))


def put_together(main, first, second, third):
    """The same key with user ids from three exports."""

    def user_id(data, name):
        found = []
        wanted = False
        for kind, packet in packets(data):
            if kind == 13:
                wanted = name in packet
            if wanted and kind in (13, 2):
                found.append(packet)
        return b"".join(found)

    key = next(packet for _, packet in packets(first))
    one = user_id(first, b"<user-ids@")
    two = user_id(second, b"<user-ids-second@")
    three = user_id(third, b"x" * 300)
    newest = user_id(third, b"<user-ids@")
    KEYS["user-ids-first"] = (main, key + one + two)
    KEYS["user-ids-last"] = (main, key + two + one)
    KEYS["user-ids-long"] = (main, key + three)
    KEYS["user-ids-long-and-first"] = (main, key + three + one)
    KEYS["user-ids-twice"] = (main, key + one + newest)
    for name in ("first", "last", "long", "long-and-first", "twice"):
        SUBKEYS[f"user-ids-{name}"] = {}


def reference(data, keyid):
    try:
        return common.get_pubkey_bundle(data, keyid)
    except Exception as error:
        return {"error": type(error).__name__}


def sign(signer, content, at=SIGNED, options=()):
    data = gpg("--detach-sign", "--digest-algo", "SHA256", *options, "--local-user", signer + "!", stdin=content, at=at)
    signature = common.parse_signature_packet(data)
    signature.pop("short_keyid", None)
    return data, signature


def make_signatures():
    made = []

    def add_signature(name, key, signer, content="content", **more):
        data, signature = sign(signer, content.encode(), **more)
        made.append(
            {
                "name": name,
                "key": key,
                "content": content,
                "packet": base64.b64encode(data).decode(),
                "signature": signature,
            }
        )

    for key in ("rsa", "dsa-1024", "dsa-2048", "dsa-3072", "eddsa", "put-off"):
        add_signature(key, key, KEYS[key][0])
    for key, subkey in (
        ("rsa-subkeys", "one"),
        ("rsa-subkeys", "two"),
        ("dsa-2048", "signing"),
        ("eddsa-subkeys", "signing"),
        ("mixed", "signing"),
        ("expired-subkey", "signing"),
        ("expired-main", "signing"),
    ):
        add_signature(f"{key} {subkey}", key, SUBKEYS[key][subkey])
    add_signature("expired-subkey by the main key", "expired-subkey", KEYS["expired-subkey"][0])
    add_signature("expired-main by the main key", "expired-main", KEYS["expired-main"][0])
    add_signature("expiring", "rsa", KEYS["rsa"][0], options=("--default-sig-expire", "30d"))
    text = gpg("--textmode", "--detach-sign", "--digest-algo", "SHA256", "--local-user", KEYS["rsa"][0], stdin=b"content", at=SIGNED)
    head = common.parse_signature_packet(text, supported_signature_types={1})
    head.pop("short_keyid", None)
    made.append({"name": "text", "key": "rsa", "content": "content", "packet": base64.b64encode(text).decode(), "signature": head})
    for key, full in (("rsa", 512), ("eddsa", None)):
        number = 0
        while True:
            content = f"content {number}"
            data, signature = sign(KEYS[key][0], content.encode())
            is_short = len(signature["signature"]) < full if full else b"\0" in (bytes.fromhex(signature["signature"])[:1], bytes.fromhex(signature["signature"])[32:33])
            if is_short:
                made.append(
                    {"name": f"{key} with leading zeros", "key": key, "content": content, "packet": base64.b64encode(data).decode(), "signature": signature}
                )
                break
            number += 1
    armored = gpg("--armor", "--detach-sign", "--digest-algo", "SHA256", "--local-user", KEYS["rsa"][0], stdin=b"content", at=SIGNED)
    return made, armored.decode()


def main():
    try:
        make_keys()
        signatures, armored = make_signatures()
        keys = {}
        for name, (fingerprint, data) in KEYS.items():
            ids = {"main": fingerprint, **SUBKEYS[name]}
            keys[name] = {
                "export": base64.b64encode(data).decode(),
                "ids": ids,
                "reference": {role: reference(data, keyid) for role, keyid in ids.items()},
            }
        newer = {}
        for key, role in (("rsa", "main"), ("dsa-2048", "main"), ("eddsa", "main"), ("rsa-subkeys", "one")):
            _, imported = GPGSigner.import_(keys[key]["ids"][role])
            newer[f"{key} {role}"] = {**imported.to_dict(), "keyid": imported.keyid}
        content = {
            "origin": {
                "gpg": subprocess.run(["gpg", "--version"], capture_output=True, check=True).stdout.decode().splitlines()[0],
                "securesystemslib": securesystemslib.__version__,
            },
            "keys": keys,
            "armored": gpg("--armor", "--export", KEYS["rsa"][0]).decode(),
            "keyring": base64.b64encode(gpg("--export", KEYS["rsa"][0], KEYS["nist"][0], KEYS["eddsa"][0])).decode(),
            "newer": newer,
            "signatures": signatures,
            "armoredSignature": armored,
        }
        path = Path(__file__).parent / "keyrings.json"
        path.write_text(json.dumps(content, indent=1) + "\n")
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], check=False)
        shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
