"""Drives in-toto for Python over JSON lines: one request per line on stdin, one answer per line on stdout.

Request  {"id": ..., "op": "...", "deadline": seconds, ...}
Answer   {"id": ..., "ok": true, "result": ...}
         {"id": ..., "ok": false, "error": {"kind": "peer" | "driver", "type": "FormatError", "message": "..."}}

"peer" is an exception of the driven program, "driver" a fault of the request. Nothing that a request does outlives it:
working directory, locale, settings and loggers are put back, and what it starts sees neither the requests nor the answers.
"""

import json
import locale
import os
import signal
import sys

import arguments
import capture
import key_operations
import metadata_operations
import pattern_operations
import record_operations
import verify_operation

OPERATIONS = {
    **key_operations.OPERATIONS,
    **metadata_operations.OPERATIONS,
    **pattern_operations.OPERATIONS,
    **record_operations.OPERATIONS,
    **verify_operation.OPERATIONS,
}

DEFAULT_DEADLINE = 60.0


class DeadlineExceeded(BaseException):
    """Not an Exception: the driven program must not swallow it."""


def on_alarm(_signal, _frame):
    raise DeadlineExceeded()


def fault(kind, error):
    return {"ok": False, "error": {"kind": kind, "type": type(error).__name__, "message": str(error)}}


def run(request):
    name = request.get("op")
    if name not in OPERATIONS:
        return fault("driver", arguments.BadRequest(f"no operation {name!r}"))
    try:
        return {"ok": True, "result": OPERATIONS[name](request)}
    except arguments.BadRequest as error:
        return fault("driver", error)
    except DeadlineExceeded:
        raise
    except BaseException as error:  # SystemExit, RecursionError and MemoryError are outcomes too
        return fault("peer", error)


def outcome(request):
    home = os.open(".", os.O_RDONLY)
    regional = locale.setlocale(locale.LC_ALL)
    try:
        if "cwd" in request:
            os.chdir(request["cwd"])
        with capture.settings(), capture.clock(request.get("now")), capture.logs(request.get("log", False)) as lines:
            answer = run(request)
        if lines:
            answer["log"] = lines
        return answer
    except DeadlineExceeded:
        raise
    except BaseException as error:
        return fault("driver", error)
    finally:
        os.fchdir(home)
        os.close(home)
        locale.setlocale(locale.LC_ALL, regional)


def answer_to(line):
    request = json.loads(line)
    signal.setitimer(signal.ITIMER_REAL, request.get("deadline", DEFAULT_DEADLINE))
    try:
        answer = outcome(request)
    except DeadlineExceeded as error:
        answer = fault("driver", error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    answer["id"] = request.get("id")
    try:
        return json.dumps(answer, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return json.dumps({"id": request.get("id"), **fault("driver", error)})


def main():
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    signal.signal(signal.SIGALRM, on_alarm)
    for line in requests:
        answers.write(answer_to(line).encode("ascii") + b"\n")
        answers.flush()


if __name__ == "__main__":
    sys.exit(main())
