"""Where this program keeps its files, by the rules of each system."""

import os
import sys
from functools import cache

APP = "posos-bridge"
# https://specifications.freedesktop.org/basedir-spec/ : the variable, and what stands in for it.
XDG = {
    "site_config_dir": ("XDG_CONFIG_DIRS", "/etc/xdg"),
    "user_config_dir": ("XDG_CONFIG_HOME", "~/.config"),
    "site_data_dir": ("XDG_DATA_DIRS", "/usr/local/share"),
    "user_data_dir": ("XDG_DATA_HOME", "~/.local/share"),
    "user_state_dir": ("XDG_STATE_HOME", "~/.local/state"),
}


def place(kind: str) -> str:
    """Return the folder that `platformdirs` gives for `kind`, a key of `XDG`; on Linux without its import (20 ms)."""
    if sys.platform == "linux" and os.environ.get("HOME", "").startswith("/"):
        variable, default = XDG[kind]
        given = [path for path in os.environ.get(variable, "").split(os.pathsep) if path.startswith("/")]
        return os.path.join(given[0] if given else os.path.expanduser(default), APP)
    import platformdirs

    return str(getattr(platformdirs, kind)(APP, appauthor=False))


def refusal_to_write(path: str) -> OSError | None:
    """Return why the file at `path` cannot be written, None where it can be; it is neither changed nor made."""
    try:
        if os.path.exists(path):
            # Not waiting: it may be a pipe that nobody reads.
            os.close(os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)))
        else:
            from tempfile import TemporaryFile

            folder = os.path.dirname(path)
            while not os.path.exists(folder):
                folder = os.path.dirname(folder)
            TemporaryFile(dir=folder).close()
    except OSError as error:
        return error
    return None


@cache
def os_user() -> str:
    """Return the name of the operating system's user who runs this process; the environment has no say in it.

    Asked of the system once: behind it may stand a hospital's directory, and a network.
    """
    if sys.platform == "win32":
        return os.getlogin()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
