"""Makes reference.json with the Python reference: python make.py. See README.md for versions.

Needs in-toto with its commands in PATH.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from in_toto.models.layout import Inspection, Layout, Step
from in_toto.models.link import Link
from in_toto.models.metadata import Envelope, Metablock
from securesystemslib.signer import CryptoSigner

HERE = pathlib.Path(__file__).parent.resolve()
NAMES = ["alice", "bob", "owner"]
PRIVATE = {name: Ed25519PrivateKey.from_private_bytes(name[0].encode() * 32) for name in NAMES}
SIGNERS = {name: CryptoSigner(key) for name, key in PRIVATE.items()}
PUBLIC = {}
for name, signer in SIGNERS.items():
    PUBLIC[name] = signer.public_key.to_dict()
    PUBLIC[name]["keyid"] = signer.public_key.keyid
ID = {name: key["keyid"] for name, key in PUBLIC.items()}
ALICE8, BOB8 = ID["alice"][:8], ID["bob"][:8]

TREES = {}
TREES["default"] = TREE = {
    "a.txt": "alpha\n",
    "b.txt": "beta\r\n",
    "d/c.txt": "gamma",
    "d/e/f.pyc": "x",
    "d/e/g~": "y",
    ".git/config": "z",
    "__proto__": "p",
    "old.abcdef01.link": "{}",
}


def pem(key, encryption):
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption).decode()


def public_pem(key):
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(encoding, form).decode()


KEYS = {"garbage": "not a key\n", "empty": ""}
for name, key in PRIVATE.items():
    KEYS[name] = pem(key, serialization.NoEncryption())
    KEYS[f"{name}.pub"] = public_pem(key)
KEYS["alice.enc"] = pem(PRIVATE["alice"], serialization.BestAvailableEncryption(b"pw"))

CASES = []


def case(name, *commands, files="default", stdin=""):
    """Command lines that follow one another in a folder with files, or a tree of that name; keys lie in ../keys."""
    commands = [command if isinstance(command, list) else command.split() for command in commands]
    CASES.append({"name": name, "files": files, "commands": commands, "stdin": stdin})


def digest(text):
    return {"sha256": hashlib.sha256(text.encode()).hexdigest()}


def sign(payload, *by, dsse=False):
    metadata = Envelope.from_signable(payload) if dsse else Metablock(signed=payload)
    for name in by:
        metadata.create_signature(SIGNERS[name])
    return metadata_text(metadata)


def metadata_text(metadata):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        metadata.dump(path)
        return pathlib.Path(path).read_text()


def run_cases():
    key = "--signing-key ../keys/alice"
    run = f"in-toto-run -n s {key}"
    for name, line in {
        "records everything": "-m . -p . -- true",
        "records what it is told": "-m a.txt d -p b.txt -- true",
        "records nothing": "-- true",
        "takes every value in one word": "--materials=a.txt --products=b.txt -- true",
        "takes abbreviations": "--mat a.txt --prod b.txt -- true",
        "refuses an ambiguous abbreviation": "--m a.txt -- true",
        "takes values attached to short options": "-ma.txt -pb.txt -- true",
        "takes words after a list as its values": "-m a.txt true",
        "ends a list at an option": "-m a.txt -s true",
        "runs a command without --": "true",
        "refuses an option of a command without --": "ls -l",
        "hands a second -- to the command": "-- echo -- x",
        "wants a command after --": "--",
        "takes words from both sides of an option": "echo -s a -- b",
        "needs no command with -x": "-x -m a.txt",
        "drops the command with -x": "-x -- false",
        "takes a cluster of flags": "-xs",
        "refuses an unknown option": "--frobnicate -- true",
        "refuses a missing value": "-x -d",
        "refuses an empty list": "-m -- true",
        "refuses -v with -q": "-v -q -- true",
        "refuses two keys": "-g abcd -- true",
        "prints help": "-h",
        "prints its version": "--version",
        "does not know --ver": "--ver",
        "passes on an exit status": "-- false",
        "fails for a command that is not there": "-- no-such-command",
        "fails for a file that cannot be executed": "-- ./a.txt",
        "records into a directory": "-d d -- true",
        "fails for a directory that is not there": "-d absent -- true",
        "takes an empty directory for this one": "-d= -- true",
        "lets the command make the directory": "-d made -- mkdir made",
        "writes an envelope": "--use-dsse -m a.txt -- true",
        "records streams": "-s -- printf a\\r\\nb\\rc\\303\\251\\000",
        "records streams in an envelope": "-s --use-dsse -- echo out",
        "fails for streams that are not text": "-s -- printf \\377",
        "ends a command in time": "--run-timeout 1 -- sleep 5",
        "takes no time for a command": "--run-timeout 0 -- sleep 1",
        "takes a timeout with blanks and signs": "--run-timeout=+1_0 -- true",
        "refuses a timeout that is no integer": "--run-timeout 1.5 -- true",
        "refuses a hexadecimal timeout": "--run-timeout 0x10 -- true",
        "excludes": "-m . --exclude *.txt d/e -- true",
        "excludes with exceptions": "-m . --exclude *.txt !a.txt -- true",
        "replaces the default excludes": "-m . --exclude nothing -- true",
        "takes the last excludes": "-m . --exclude a.txt --exclude b.txt -- true",
        "records from a base path": "-m . --base-path d -- true",
        "runs the command here in spite of a base path": "-s -m . --base-path d -- ls",
        "fails for a base path that is not there": "-m . --base-path absent -- true",
        "ignores a base path with nothing to record": "--base-path absent -- true",
        "strips prefixes": "-m d --lstrip-paths d/ -- true",
        "refuses prefixes of each other": "-m d --lstrip-paths d d/ -- true",
        "refuses names that collide": "-m d/c.txt ./d/c.txt --lstrip-paths x -- true",
        "passes over what is not there": "-m absent a.txt -- true",
        "normalizes paths": "-m d//c.txt ./d/../a.txt -- true",
        "records a file scheme": "-m file:a.txt -- true",
        "records a directory as one": "-m dir:d -- true",
        "fails for an unknown scheme": "-m zip:a.txt -- true",
        "refuses a password for a plain key": "-P pw -- true",
        "refuses an empty password for a plain key": "-P= -- true",
        "takes the last key": f"--signing-key absent {key} -- true",
        "takes a gpg home": "--gpg-home absent -- true",
    }.items():
        case(f"run {name}", f"{run} {line}")
    for name, line in {
        "wants a name": f"{key} -- true",
        "wants a key": "-n s -- true",
        "takes an empty key for none": "-n s --signing-key= -- true",
        "takes an empty name": f"--step-name= {key} -- true",
        "takes the last name": f"-n x -n s {key} -- true",
        "takes a name with dots and stars": f"-n a.*[b] {key} -- true",
        "refuses a name that looks like an option": f"-n -x {key} -- true",
        "takes a name that looks like a number": f"-n -1 {key} -- true",
        "fails for a key that is not there": "-n s --signing-key absent -- touch ran",
        "fails for a public key": "-n s --signing-key ../keys/alice.pub -- touch ran",
        "fails for a file that is no key": "-n s --signing-key ../keys/garbage -- touch ran",
        "fails for an empty key file": "-n s --signing-key ../keys/empty -- touch ran",
        "fails for a directory as a key": "-n s --signing-key d -- touch ran",
        "fails for an encrypted key": "-n s --signing-key ../keys/alice.enc -- touch ran",
        "fails for a wrong password": "-n s --signing-key ../keys/alice.enc -P wrong -- touch ran",
        "takes a password": "-n s --signing-key ../keys/alice.enc -P pw -- true",
        "takes a password attached": "-n s --signing-key ../keys/alice.enc -Ppw -- true",
    }.items():
        case(f"run {name}", f"in-toto-run {line}")
    case("run takes no arguments", "in-toto-run")
    case("run is killed", [*run.split(), "--", "sh", "-c", "kill -9 $$"])
    case("run exits with 3", [*run.split(), "-p", "n", "--", "sh", "-c", "echo hidden; echo x > n; exit 3"])
    case("run records words", [*run.split(), "--", "echo", 'a "b" \\ c', "", "x\ny", "h\u00e9\u20ac\U0001f600"])
    case("run hands on standard input", f"{run} -s -- cat", stdin="from stdin\n")
    case("run asks for a password", "in-toto-run -n s --signing-key ../keys/alice.enc -P -- true", stdin="pw\n")
    case("run asks for a password in vain", "in-toto-run -n s --signing-key ../keys/alice.enc -P -- true")
    case("run asks for a wrong password", "in-toto-run -n s --signing-key ../keys/alice.enc -P -- true", stdin="x\n")
    weird = {"a\nb": "1", "a\\b": "2", "h\u00e9": "3", "\U0001f600": "4", "\uffee": "5", " x ": "6", "#c": "7", "!d": "8"}
    case("run records odd names", f"{run} -m . -- true", files=weird)
    case("run replaces a link", f"{run} -- true", files={f"s.{ALICE8}.link": "old"})


def record_cases():
    start, stop = "in-toto-record start -n s --signing-key ../keys/alice", "in-toto-record stop -n s --signing-key ../keys/alice"
    for name, lines in {
        "links before and after": [f"{start} -m .", f"{stop} -p d"],
        "starts": [f"{start} -m ."],
        "takes no artifacts": [start, stop],
        "fails to stop what was not started": [f"{stop} -p ."],
        "starts anew": [f"{start} -m a.txt", f"{start} -m b.txt", f"{stop} -p ."],
        "fails to stop twice": [f"{start} -m a.txt", stop, stop],
        "fails to stop with another key": [start, "in-toto-record stop -n s --signing-key ../keys/bob"],
        "fails to stop under another name": [start, "in-toto-record stop -n t --signing-key ../keys/alice"],
        "writes into a directory": [start, f"{stop} -d d"],
        "keeps what it started where it cannot write": [start, f"{stop} -d absent"],
        "refuses stop's options at the start": [f"{start} -d d"],
        "refuses start's options at the stop": [start, f"{stop} -m ."],
        "writes an envelope": [f"{start} -m a.txt --use-dsse", f"{stop} -p b.txt"],
        "ignores the container at the stop": [f"{start} -m a.txt", f"{stop} -p b.txt --use-dsse"],
        "excludes": [f"{start} -m . --exclude *.txt", f"{stop} -p . --exclude nothing"],
        "records from a base path": [f"{start} -m . --base-path d", f"{stop} -p d --lstrip-paths d/"],
        "wants start or stop": ["in-toto-record"],
        "refuses another word": ["in-toto-record pause"],
        "refuses an abbreviation of a word": [start.replace("start", "sta")],
        "prints its version": ["in-toto-record --version"],
        "knows no version of start": ["in-toto-record start --version"],
        "prints help": ["in-toto-record start -h"],
        "refuses options before the word": ["in-toto-record -n s start --signing-key ../keys/alice"],
        "wants a name": ["in-toto-record start --signing-key ../keys/alice"],
        "wants a key": ["in-toto-record start -n s"],
        "refuses two keys": [f"{start} -g ab"],
        "refuses -v with -q": [f"{start} -v -q"],
        "refuses other words": [f"{start} -- x"],
        "knows no timeout": [f"{start} --run-timeout 3"],
        "takes a password": [start + ".enc -P pw", stop + ".enc --password pw"],
        "fails for an encrypted key": [start + ".enc"],
    }.items():
        case(f"record {name}", *lines)
    unfinished = f".s.{ALICE8}.link-unfinished"
    old = {"x": digest("x")}
    full = Link(name="s", materials=old, command=["a", "b"], byproducts={"k": 1}, environment={"workdir": "/x"})
    for name, text in {
        "is cut off": "{",
        "is empty": "",
        "is not signed": sign(Link(name="s")),
        "is signed by another": sign(Link(name="s"), "bob"),
        "says more": sign(full, "alice", "bob"),
        "says more in an envelope": sign(full, "alice", dsse=True),
        "was changed": sign(full, "alice").replace("/x", "/y"),
    }.items():
        case(f"record stops what {name}", f"{stop} -p a.txt", files={**TREE, unfinished: text})


def mock_cases():
    for name, line in {
        "records everything": "-n m -- touch made",
        "takes an abbreviation": "--na m -- true",
        "writes an envelope": "-n m --use-dsse -- echo hi",
        "wants a name": "-- true",
        "wants a command": "-n m",
        "wants a command after --": "-n m --",
        "fails for a command that is not there": "-n m -- no-such-command",
        "ignores an exit status": "-n m -- false",
        "knows no -q": "-n m -q -- true",
        "hands a second -- to the command": "-n m -- echo -- x",
        "fails for streams that are not text": "-n m -- printf \\377",
        "prints help": "-h",
        "prints its version": "--version",
    }.items():
        case(f"mock {name}", f"in-toto-mock {line}")


def match_cases():
    full = {name: digest(TREE[name]) for name in ["a.txt", "b.txt", "d/c.txt", "__proto__"]}
    longer = {**full, "a.txt": {**full["a.txt"], "sha512": "ab" * 64}}
    capital = {**full, "a.txt": {"sha256": full["a.txt"]["sha256"].upper()}}
    for name, products, line in [
        ("says yes", full, ""),
        ("misses a product", {**full, "z": digest("z")}, "-v"),
        ("finds another file", {"a.txt": full["a.txt"]}, ""),
        ("finds another digest", {**full, "a.txt": digest("other")}, "-v"),
        ("finds more algorithms", longer, ""),
        ("finds capital digits", capital, ""),
        ("looks at paths", {"a.txt": full["a.txt"]}, "-p a.txt"),
        ("looks at several paths", full, "--paths a.txt b.txt d __proto__"),
        ("passes over a path that is not there", {}, "-p absent"),
        ("excludes", {"d/c.txt": full["d/c.txt"]}, "-e *.txt !c.txt __proto__ .git *.pyc *~ *.link"),
        ("replaces the default excludes", full, "--exclude nothing"),
        ("strips prefixes", {"c.txt": full["d/c.txt"]}, "-p d --lstrip-paths d/"),
        ("refuses names that collide", full, "-p d d/c.txt --lstrip-paths d/"),
        ("knows no -q", full, "-q"),
        ("knows no version", full, "--version"),
        ("refuses other words", full, "x"),
        ("wants paths after -p", full, "-p"),
    ]:
        files = {**TREE, "l.link": sign(Link(name="l", products=products))}
        case(f"match-products {name}", f"in-toto-match-products -l l.link {line}", files=files)
    case("match-products wants a link", "in-toto-match-products")
    case("match-products fails for a link that is not there", "in-toto-match-products -l absent")
    case("match-products fails for a file that is no link", "in-toto-match-products -l a.txt")


def sign_cases():
    layout, link = Layout(expires="2099-01-01T00:00:00Z"), Link(name="pkg", products={"x": digest("x")})
    more = json.loads(sign(layout))
    more["signed"]["more"] = [1]
    less = {"signed": {"_type": "link", "name": "pkg"}, "signatures": []}
    TREES["sign"] = {
        "l": sign(layout),
        "signed": sign(layout, "alice"),
        "two": sign(layout, "alice", "bob"),
        "link": sign(link, "alice"),
        "dsse": sign(layout, "alice", dsse=True),
        "dsse-link": sign(link, "bob", dsse=True),
        "more": json.dumps(more),
        "less": json.dumps(less),
        "garbage": "{",
        "empty": "",
        "list": "[]",
        "other": '{"signed": {"_type": "x"}, "signatures": []}',
        "d/x": "",
    }
    keys = {name: f"../keys/{name}" for name in KEYS}
    for name, line in {
        "signs a layout": "-f l -k {alice}",
        "signs with two keys": "-f l -k {alice} {bob}",
        "replaces signatures": "-f signed -k {bob}",
        "appends a signature": "-f signed -k {bob} -a",
        "appends a second signature of a key": "-f signed -k {alice} -a",
        "writes elsewhere": "-f l -k {alice} -o out",
        "writes over another file": "-f l -k {alice} -o two",
        "fails for a folder that is not there": "-f l -k {alice} -o absent/out",
        "fails for a folder": "-f l -k {alice} -o d",
        "signs a link under its own name": "-f link -k {bob}",
        "signs a link elsewhere": "-f link -k {alice} -o out",
        "refuses two keys for a link": "-f link -k {alice} {bob}",
        "refuses to append to a link": "-f link -k {bob} -a",
        "replaces signatures of an envelope": "-f dsse -k {bob}",
        "appends to an envelope": "-f dsse -k {bob} -a",
        "appends the same to an envelope": "-f dsse -k {alice} -a",
        "signs a link in an envelope": "-f dsse-link -k {alice}",
        "drops what it does not know": "-f more -k {alice}",
        "fills in what is absent": "-f less -k {alice}",
        "takes the last keys": "-f l -k {alice} -k {bob}",
        "fails for an encrypted key": "-f l -k {alice.enc}",
        "fails for a public key": "-f l -k {alice.pub}",
        "fails for a file that is no key": "-f l -k {garbage}",
        "leaves a file whose second key fails": "-f l -k {alice} absent",
        "verifies": "-f signed -k {alice.pub} --verify",
        "verifies two": "-f two -k {alice.pub} {bob.pub} --verify",
        "verifies every key": "-f signed -k {alice.pub} {bob.pub} --verify",
        "verifies an envelope": "-f dsse -k {alice.pub} --verify",
        "verifies another key of an envelope": "-f dsse -k {bob.pub} --verify",
        "verifies a link": "-f link -k {alice.pub} --verify",
        "verifies nothing": "-f l -k {alice.pub} --verify",
        "fails to verify with a private key": "-f signed -k {alice} --verify",
        "reads all keys before it verifies": "-f signed -k {bob.pub} {garbage} --verify",
        "refuses to verify and append": "-f signed -k {alice.pub} --verify -a",
        "refuses to verify and write": "-f signed -k {alice.pub} --verify -o x",
        "refuses two keys to verify a link": "-f link -k {alice.pub} {bob.pub} --verify",
        "wants keys": "-f l",
        "refuses keys of two kinds": "-f l -k {alice} -g",
        "wants ids to verify with gpg": "-f l -g --verify",
        "wants a file": "-k {alice}",
        "fails for a file that is not there": "-f absent -k {alice}",
        "fails for a file cut off": "-f garbage -k {alice}",
        "fails for an empty file": "-f empty -k {alice}",
        "fails for a list": "-f list -k {alice}",
        "fails for something else": "-f other -k {alice}",
        "fails for a folder to sign": "-f d -k {alice}",
        "takes abbreviations": "--fil l --ke {alice}",
        "refuses an ambiguous abbreviation": "--fil l --ver -k {alice.pub}",
        "refuses -v with -q": "-f l -k {alice} -v -q",
        "prints help": "-h",
        "prints its version": "--version",
    }.items():
        for key, path in keys.items():
            line = line.replace("{" + key + "}", path)
        case(f"sign {name}", f"in-toto-sign {line}", files="sign")
    case("sign asks for a password", "in-toto-sign -f l -k ../keys/alice.enc -p", files="sign", stdin="pw\n")
    case("sign asks for a wrong password", "in-toto-sign -f l -k ../keys/alice.enc -p", files="sign", stdin="x\n")


def step(name, by="alice", threshold=1, materials=(), products=(), command=()):
    made = Step(name=name, threshold=threshold, expected_command=list(command))
    made.pubkeys = [ID[who] for who in by.split()]
    made.expected_materials = [rule.split() for rule in materials]
    made.expected_products = [rule.split() for rule in products]
    return made


def inspection(name, run, materials=(), products=()):
    made = Inspection(name=name)
    made.run = run.split()
    made.expected_materials = [rule.split() for rule in materials]
    made.expected_products = [rule.split() for rule in products]
    return made


def layout_of(*items, expires="2099-01-01T00:00:00Z"):
    layout = Layout(expires=expires, keys={ID[name]: PUBLIC[name] for name in ["alice", "bob"]})
    layout.steps = [item for item in items if isinstance(item, Step)]
    layout.inspect = [item for item in items if isinstance(item, Inspection)]
    return layout


def link_file(name, by="alice", materials=None, products=None, dsse=False, named=None):
    link = Link(name=name, materials=materials or {}, products=products or {})
    return {named or f"{name}.{ID[by][:8]}.link": sign(link, by, dsse=dsse)}


def verify_cases():
    made = {"foo": digest("foo")}
    strict = ["CREATE foo", "DISALLOW *"]
    write = step("write", products=strict)
    link = link_file("write", products=made)
    one = layout_of(write)
    verify = "in-toto-verify -l root.layout --verification-keys ../keys/owner.pub"

    def verifies(name, layout, files, line="", by=("owner",), dsse=False, whole=None):
        text = layout if isinstance(layout, str) else sign(layout, *by, dsse=dsse)
        case(f"verify {name}", whole or f"{verify} {line}", files={"root.layout": text, **files})

    verifies("passes", one, link)
    verifies("passes with -v", one, link, "-v")
    verifies("passes envelopes", one, link_file("write", products=made, dsse=True), dsse=True)
    verifies("refuses -v with -q", one, link, "-v -q")
    verifies("fails unsigned", one, link, by=())
    verifies("fails signed by another", one, link, by=("bob",))
    verifies("fails in an envelope signed by another", one, link, by=("bob",), dsse=True)
    verifies("wants the signature of every key", one, link, "../keys/bob.pub")
    verifies("passes two keys", one, link, "../keys/bob.pub", by=("owner", "bob"))
    verifies("takes the last keys", one, link, "--verification-keys ../keys/bob.pub")
    verifies("fails expired", layout_of(write, expires="2020-01-01T00:00:00Z"), link)
    verifies("fails changed", sign(one, "owner").replace("DISALLOW", "ALLOW"), link)
    verifies("fails cut off", "{", link)
    verifies("fails empty", "", link)
    verifies("fails a list", "[]", link)
    verifies("fails a link", sign(Link(name="x"), "owner"), link)
    verifies("fails brackets", "[" * 10000, link)
    verifies("fails without a link", one, {})
    verifies("fails a link by another", one, link_file("write", by="bob", products=made))
    verifies("fails a link by another under her name", one, link_file("write", "bob", products=made, named=f"write.{ALICE8}.link"))
    changed = {path: text.replace("foo", "bar") for path, text in link.items()}
    verifies("fails a changed link", one, changed)
    verifies("fails a link cut off", one, {f"write.{ALICE8}.link": "{"})
    verifies("passes a link of another name", one, link_file("other", products=made, named=f"write.{ALICE8}.link"))
    inner = {f"links/{path}": text for path, text in link.items()}
    verifies("looks into a folder", one, inner, "--link-dir links")
    verifies("fails in the wrong folder", one, inner)
    verifies("fails in a folder that is not there", one, link, "--link-dir absent")
    verifies("takes an empty folder for this one", one, link, "--link-dir=")
    verifies("passes without steps", layout_of(), {}, "--link-dir absent")
    for name, line in {
        "wants keys": "-l root.layout",
        "wants a layout": "--verification-keys ../keys/owner.pub",
        "fails for a layout that is not there": "-l absent --verification-keys ../keys/owner.pub",
        "fails for a folder": "-l . --verification-keys ../keys/owner.pub",
        "fails for a key that is not there": "-l root.layout --verification-keys absent",
        "fails for a private key": "-l root.layout --verification-keys ../keys/owner",
        "refuses -k": "-l root.layout -k ../keys/owner.pub",
        "takes abbreviations": "--lay root.layout --verif ../keys/owner.pub",
        "refuses an ambiguous abbreviation": "--l root.layout --verif ../keys/owner.pub",
        "refuses other words": "-l root.layout --verification-keys ../keys/owner.pub -- x",
        "prints help": "-h",
        "prints its version": "--version",
    }.items():
        verifies(name, one, link, whole=f"in-toto-verify {line}")
    both = layout_of(step("write", by="alice bob", threshold=2))
    bob = link_file("write", by="bob", products=made)
    verifies("passes a threshold", both, {**link, **bob})
    verifies("fails below a threshold", both, link)
    verifies("fails links that disagree", both, {**link, **link_file("write", by="bob")})
    verifies("fails a step that nobody may sign", layout_of(step("write", by="")), link)
    for name, materials, products in [
        ("a forbidden product", {}, {**made, "bar": digest("bar")}),
        ("a product that was there", made, made),
        ("__proto__", {}, {**made, "__proto__": digest("x")}),
    ]:
        verifies(f"fails {name}", one, link_file("write", materials=materials, products=products))
    match = layout_of(write, step("pack", by="bob", materials=["MATCH * WITH PRODUCTS FROM write", "DISALLOW *"]))
    verifies("passes a match", match, {**link, **link_file("pack", by="bob", materials=made)})
    verifies("fails a match", match, {**link, **link_file("pack", by="bob", materials={"foo": digest("x")})})
    inspected = {**link, "foo": "foo"}
    for name, item, line in [
        ("passes an inspection", inspection("look", "true", materials=["ALLOW *"]), ""),
        ("fails an inspection", inspection("look", "false"), ""),
        ("fails an inspection that is not there", inspection("look", "no-such-command"), ""),
        ("fails an inspection without a command", inspection("look", ""), ""),
        ("ends an inspection in time", inspection("look", "sleep 5"), "--inspection-timeout 1"),
        ("refuses a timeout that is no integer", inspection("look", "true"), "--inspection-timeout x"),
        ("fails what an inspection made", inspection("look", "touch new", products=["DISALLOW new"]), ""),
        ("passes what an inspection made", inspection("look", "touch new", products=["CREATE new"]), ""),
        ("matches what is delivered", inspection("look", "true", ["MATCH foo WITH PRODUCTS FROM write", "DISALLOW foo"]), ""),
    ]:
        verifies(name, layout_of(write, item), inspected, line)
    run = inspection("look", "touch ran")
    verifies("inspects nothing after a failure", layout_of(write, run), {})
    verifies("inspects nothing after a broken rule", layout_of(write, run), link_file("write", materials=made, products=made))
    sub = layout_of(step("inner", by="bob", products=["CREATE foo"]))
    outer = layout_of(step("write", products=strict))
    super_link = {f"write.{ALICE8}.link": sign(sub, "alice")}
    inner = {f"write.{ALICE8}/{path}": text for path, text in link_file("inner", by="bob", products=made).items()}
    verifies("passes a sublayout", outer, {**super_link, **inner})
    verifies("fails a sublayout without links", outer, super_link)


def read_tree(folder):
    tree = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            tree[str(path.relative_to(folder))] = path.read_bytes().decode()
    return tree


def execute(case):
    with tempfile.TemporaryDirectory() as base:
        keys, work = pathlib.Path(base, "keys"), pathlib.Path(base, "work")
        files = TREES.get(case["files"]) if isinstance(case["files"], str) else case["files"]
        for folder, contents in ((keys, KEYS), (work, files)):
            for name, text in contents.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        before = read_tree(work)
        statuses = []
        for command in case["commands"]:
            done = subprocess.run(
                command, cwd=work, input=case["stdin"].encode(), capture_output=True, check=False, start_new_session=True
            )
            statuses.append(done.returncode)
        after = read_tree(work)
    result = {"name": case["name"], "files": case["files"], "commands": case["commands"], "statuses": statuses}
    if case["stdin"]:
        result["stdin"] = case["stdin"]
    result["written"] = {name: text for name, text in after.items() if before.get(name) != text}
    result["removed"] = [name for name in before if name not in after]
    return result


for make in (run_cases, record_cases, mock_cases, match_cases, sign_cases, verify_cases):
    make()
document = {"keys": KEYS, "trees": TREES, "cases": [execute(case) for case in CASES]}
(HERE / "reference.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
print(f"{len(CASES)} cases")
