"""Where this program keeps its files, by the rules of each system."""

import os
import sys
from functools import cache

APP = "posos-bridge"
CONFIGURATION, CALLERS, DRUG_TABLE = "config.toml", "callers.json", "drug-table.sqlite3"
# https://specifications.freedesktop.org/basedir-spec/ : the variable, and what stands in for it.
XDG = {
    "user_config_dir": ("XDG_CONFIG_HOME", "~/.config"),
    "user_data_dir": ("XDG_DATA_HOME", "~/.local/share"),
    "user_state_dir": ("XDG_STATE_HOME", "~/.local/state"),
}
XDG_SHARED = {
    "site_config_dir": ("XDG_CONFIG_DIRS", "/etc/xdg"),
    "site_data_dir": ("XDG_DATA_DIRS", "/usr/local/share"),
}


def place(kind: str) -> str:
    """Return the folder that `platformdirs` gives for `kind`, a key of `XDG`; on Linux without its import (20 ms)."""
    if sys.platform == "linux" and os.environ.get("HOME", "").startswith("/"):
        variable, default = XDG[kind]
        return os.path.join(next(iter(absolute(variable)), os.path.expanduser(default)), APP)
    return platform_place(kind)


def shared_file(kind: str, name: str) -> str:
    """Return where the machine's file `name` stands, or where it is to be written; `kind` is a key of `XDG_SHARED`."""
    if sys.platform == "linux":
        variable, default = XDG_SHARED[kind]
        return chosen(default, absolute(variable), name)
    return os.path.join(platform_place(kind), name)


def chosen(default: str, listed: list[str], name: str) -> str:
    """Choose among the folders that every user's files may stand in: `default`, and those that a variable lists.

    The file in `default` counts whatever the variable says: who sets it must not be rid of what an administrator
    locked there. A desktop session lists several folders, its own first.
    """
    for folder in (default, *listed):
        if is_there(file := os.path.join(folder, APP, name)):
            return file
    elsewhere = bool(listed) and default not in map(os.path.normpath, listed)
    return os.path.join(listed[0] if elsewhere else default, APP, name)


def own_files() -> list[str]:
    """Return where the files of this program are that no configuration names."""
    table = os.environ.get("POSOS_BRIDGE_TABLE")
    return [
        *(shared_file("site_config_dir", name) for name in (CONFIGURATION, CALLERS)),
        *(os.path.join(place("user_config_dir"), name) for name in (CONFIGURATION, CALLERS)),
        shared_file("site_data_dir", DRUG_TABLE),
        os.path.join(place("user_data_dir"), DRUG_TABLE),
        *([table] if table else ()),
    ]


def is_there(file: str) -> bool:
    """Tell whether there is a file, also when this user may not look at it: who opens it then says so."""
    try:
        os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def absolute(variable: str) -> list[str]:
    return [path for path in os.environ.get(variable, "").split(os.pathsep) if path.startswith("/")]


def platform_place(kind: str) -> str:
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
