"""Drives in-toto for Python with the command protocol of @intoto/conformance: verify --layout L --keys K ... and so on.

Prints {"stage": ...} with the stage that failed, or {"summary": ...}. There are no codes in in-toto for Python.

As `python.py serve` it does so for many cases in one process: on each line of standard input {"args": [...], "cwd": "..."}, and on
a line of standard output how it ended, {"status": ..., "stdout": "...", "stderr": "..."}.
"""

import argparse
import contextlib
import datetime
import io
import json
import logging
import os
import sys
import time
import traceback
import types

import attr
import in_toto.models.layout
import securesystemslib._gpg.functions
from in_toto import verifylib
from in_toto.models._signer import load_public_key_from_file
from in_toto.models.metadata import Metadata

PASSED, FAILED, SKIPPED = 0, 1, 77

# Functions that exceptions come through, from the outside in; the innermost one decides.
STAGES = {
    "verify_metadata_signatures": "layout-signature",
    "_check_public_keys": "keys",
    "get_payload": "layout-format",
    "verify_layout_expiration": "expiry",
    "substitute_parameters": "parameters",
    "load_links_for_layout": "links",
    "verify_link_signature_thresholds": "threshold",
    "verify_sublayouts": "sublayout",
    "verify_all_steps_command_alignment": "command",
    "verify_threshold_constraints": "agreement",
    "reduce_chain_links": "agreement",
    "run_all_inspections": "inspection",
}


def set_clock(now):
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz) if tz else now.replace(tzinfo=None)

        @classmethod
        def today(cls):
            return now.replace(tzinfo=None)

    verifylib.datetime = types.SimpleNamespace(datetime=Clock)
    in_toto.models.layout.datetime = Clock
    clock = types.SimpleNamespace(**vars(time))
    clock.time = now.timestamp
    securesystemslib._gpg.functions.time = clock


def load_keys(paths):
    keys = {}
    for path in paths:
        if path.endswith(".json"):
            with open(path, encoding="utf8") as file:
                keys.update(json.load(file))
        else:
            key = load_public_key_from_file(path)
            keys[key["keyid"]] = key
    return keys


def stage_of(error, layout):
    """The stage of the outermost verification that the exception came from."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        name = frame.f_code.co_name
        if name == "verify_metadata_signatures" and not frame.f_locals["keys_dict"]:
            return "keys"
        if name == "verify_metadata_signatures" and "verify_key" not in frame.f_locals:
            return "keys"
        if name == "verify_all_item_rules":
            return "inspection-rules" if frame.f_locals["items"] is layout_of(error).inspect else "step-rules"
        # A link instead of a layout has no expiry; that it is a link is what is wrong.
        if name == "verify_layout_expiration" and layout.get_payload().type_ != "layout":
            return "layout-format"
        if name in STAGES:
            return STAGES[name]
    raise error


def layout_of(error):
    """The layout of the outermost verification, which parameters were put into."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "in_toto_verify":
            return frame.f_locals["layout"]
    raise error


def verify(args):
    try:
        layout = Metadata.load(args.layout)
    except Exception as error:
        return FAILED, {"stage": "layout-format"}, error
    try:
        keys = load_keys(args.keys)
    except Exception as error:
        return FAILED, {"stage": "keys"}, error
    parameters = None if args.parameters is None else dict(pair.split("=", 1) for pair in args.parameters)
    try:
        summary = verifylib.in_toto_verify(
            layout, keys, link_dir_path=args.link_dir, substitution_parameters=parameters
        )
    except Exception as error:
        return FAILED, {"stage": stage_of(error, layout)}, error
    return PASSED, {"summary": attr.asdict(summary)}, None


def main(words):
    parser = argparse.ArgumentParser()
    command = parser.add_subparsers(required=True).add_parser("verify")
    command.add_argument("--layout", required=True)
    command.add_argument("--keys", nargs="*", required=True)
    command.add_argument("--link-dir", required=True)
    command.add_argument("--now", required=True)
    command.add_argument("--profile", required=True)
    command.add_argument("--parameters", nargs="*")
    command.add_argument("--inspections")
    args = parser.parse_args(words)
    if args.profile != "reference":
        print("in-toto for Python has one profile", file=sys.stderr)
        return SKIPPED
    if args.inspections is not None:
        print("in-toto for Python always runs inspections", file=sys.stderr)
        return SKIPPED
    logging.disable(logging.CRITICAL)
    set_clock(datetime.datetime.strptime(args.now, "%Y-%m-%dT%H:%M:%S%z"))
    status, report, error = verify(args)
    print(json.dumps(report))
    if error is not None:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    return status


def answer_to(args, cwd):
    """How the program ends for these arguments. Nothing is left behind that the next case does not replace."""
    stdout, stderr = io.StringIO(), io.StringIO()
    os.chdir(cwd)
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        try:
            status = main(args)
        except BaseException:
            traceback.print_exc()
            status = 2
    return {"status": status, "stdout": stdout.getvalue(), "stderr": stderr.getvalue()}


def serve():
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What inspections start sees neither the requests nor the answers.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    for line in requests:
        answers.write(json.dumps(answer_to(**json.loads(line))).encode("ascii") + b"\n")
        answers.flush()


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1:] == ["serve"] else main(sys.argv[1:]))
