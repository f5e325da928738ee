"""What surrounds a request: the settings, the clock and the log of the driven program."""

import copy
import datetime as real_datetime
import logging
import types
from contextlib import contextmanager

import in_toto.log  # noqa: F401  (creates the logger and its handler)
import in_toto.settings
import in_toto.verifylib

try:
    from securesystemslib._gpg import functions as gpg_functions
except ImportError:
    from securesystemslib.gpg import functions as gpg_functions


class Recorder(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


LOGGERS = [logging.getLogger(name) for name in ("in_toto", "securesystemslib")]
for logger in LOGGERS:
    logger.handlers.clear()
    logger.propagate = False


@contextmanager
def logs(wanted):
    """The warnings, and with `wanted` the information too, that the driven program logs meanwhile."""
    recorder = Recorder()
    level = logging.INFO if wanted else logging.WARNING
    for logger in LOGGERS:
        logger.setLevel(level)
        logger.addHandler(recorder)
    try:
        yield recorder.lines
    finally:
        for logger in LOGGERS:
            logger.removeHandler(recorder)


@contextmanager
def settings():
    names = [name for name in vars(in_toto.settings) if name.isupper()]
    before = {name: copy.copy(getattr(in_toto.settings, name)) for name in names}
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(in_toto.settings, name, value)


@contextmanager
def clock(now):
    """Lets the expiry of layouts and GPG keys be compared with `now` (RFC 3339, UTC) instead of the present."""
    if now is None:
        yield
        return
    instant = real_datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))

    class Stopped(real_datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return instant.astimezone(tz) if tz else instant.replace(tzinfo=None)

    in_toto.verifylib.datetime = types.SimpleNamespace(datetime=Stopped)
    real_time = gpg_functions.time
    gpg_functions.time = types.SimpleNamespace(time=instant.timestamp)
    try:
        yield
    finally:
        in_toto.verifylib.datetime = real_datetime
        gpg_functions.time = real_time
