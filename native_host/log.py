"""The log: a rotating file of what failed and, at the level `info`, of what was asked. Never a key, a token or a URL.

Everything that is written here is a word of this program (an operation, an error's code, a class's name, the place in
its source) or, of a file that cannot be written, its configured path and what the system says of it; never a value
that came from outside: there is nothing to redact.
"""

import sys
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Logger
    from types import TracebackType

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "off": 100}
MAX_BYTES, KEPT = 512 * 1024, 3


class Log:
    """A log whose file is opened by the first line that its level lets through."""

    def __init__(self, path: str, level: str) -> None:
        self._path, self._level = path, LEVELS[level]
        self._lock = Lock()
        self._logger: Logger | None = None

    def write(self, level: str, line: str) -> None:
        """Write one line; a log that cannot be written stops nobody."""
        if LEVELS[level] < self._level:
            return
        with self._lock:
            logger = self._logger = self._logger or self._open()
        logger.log(LEVELS[level], line)

    def _open(self) -> "Logger":
        import logging
        import os
        from logging.handlers import RotatingFileHandler

        logger = logging.Logger("posos-bridge")  # noqa: LOG001  (this file's alone: no library logs into it)
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
            handler: logging.Handler = RotatingFileHandler(self._path, "a", MAX_BYTES, KEPT, "utf-8")
        except OSError:
            handler = logging.StreamHandler(sys.stderr)  # the browser's own console
        logging.raiseExceptions = False
        handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s"))
        logger.addHandler(handler)
        return logger


def place_of(error: BaseException) -> str:
    """Name an unexpected error by its class and the lines it passed; its text may quote what came from outside."""
    lines = []
    trace: TracebackType | None = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
        lines.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(lines)}"
