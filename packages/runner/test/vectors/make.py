"""Makes the links in this directory with the Python reference: python make.py. See README.md for versions.

Needs in-toto (with its commands in PATH) and a `node` in PATH.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

from in_toto.models.layout import Inspection, Layout
from in_toto.verifylib import run_all_inspections

HERE = pathlib.Path(__file__).parent.resolve()

# RFC 8032, 7.1, test 1: a published key, good for nothing but tests.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

TREE = {
    "src/a.txt": "alpha\n",
    "src/sub/b.txt": "beta\r\n",
    "src/sub/keep.log": "log\n",
    "with blank.txt": "",
    "\u00e4\U0001f600.txt": "emoji\n",
    "cache.pyc": "excluded",
    "draft~": "excluded",
    "old.abcdef01.link": "excluded",
}
BUILD = ["node", "-e", "require('fs').writeFileSync('out.txt', 'built\\n'); console.log('not recorded')"]
TALK = [
    "node",
    "-e",
    "process.stdout.write('one\\r\\ntwo\\rthree \u00e4\U0001f600\\x7f\\x00\\n'); process.stderr.write('warning\\n'); process.exitCode = 3",
]
DIE = ["node", "-e", "process.kill(process.pid, 'SIGKILL')"]

RUN = ["in-toto-run", "-q", "--signing-key", "KEY", "--run-timeout", "60"]
START = ["in-toto-record", "start", "-q", "--signing-key", "KEY"]
STOP = ["in-toto-record", "stop", "-q", "--signing-key", "KEY"]

CASES = {
    "run-metablock": [[*RUN, "-n", "build", "-m", ".", "-p", ".", "--", *BUILD]],
    "run-dsse": [[*RUN, "-n", "build", "-m", ".", "-p", ".", "--use-dsse", "--", *BUILD]],
    "run-streams": [[*RUN, "-n", "talk", "-s", "--", *TALK]],
    "run-streams-dsse": [[*RUN, "-n", "talk", "-s", "--use-dsse", "--", *TALK]],
    "run-killed": [[*RUN, "-n", "die", "--", *DIE]],
    "run-no-command": [[*RUN, "-n", "a step", "-p", "src", "with blank.txt", "absent", "-x"]],
    "run-paths": [
        [*RUN, "-n", "paths", "-x", "-m", ".", "-p", "sub"]
        + ["--base-path", "src", "--exclude", "*.log", "--lstrip-paths", "sub/"]
    ],
    "record-start": [[*START, "-n", "edit", "-m", "src"]],
    "record-start-dsse": [[*START, "-n", "edit", "-m", "src", "--use-dsse"]],
    "record-stop": [[*START, "-n", "edit", "-m", "src"], [*STOP, "-n", "edit", "-p", "."]],
    "record-stop-dsse": [[*START, "-n", "edit", "-m", "src", "--use-dsse"], [*STOP, "-n", "edit", "-p", "."]],
    "mock": [["in-toto-mock", "-n", "try", "--", *BUILD]],
}


def write_tree(directory):
    for name, content in TREE.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())


def keep(case, directory):
    new = [path for path in directory.glob("*.link*") if path.name not in TREE]
    new += directory.glob(".*.link-unfinished")
    (path,) = set(new)
    target = HERE / case
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy(path, target / path.name)


def main():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pem = Ed25519PrivateKey.from_private_bytes(SEED).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    for case, commands in CASES.items():
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name) / "tree"
            key = pathlib.Path(name) / "key"
            key.write_bytes(pem)
            write_tree(directory)
            for command in commands:
                words = [str(key) if word == "KEY" else word for word in command]
                # in-toto-run ends with the command's status; keep() notices what failed.
                subprocess.run(words, cwd=directory, check=False)
            keep(case, directory)
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        write_tree(directory)
        os.chdir(directory)
        run_all_inspections(Layout(inspect=[Inspection(name="untar", run=BUILD)]), True, timeout=60)
        keep("inspection", directory)
        os.chdir(HERE)


main()
