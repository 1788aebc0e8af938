"""The files of `manifests/`, wherever this program is installed."""

from __future__ import annotations

from pathlib import Path


def template(name: str) -> Path:
    """Return the path of a file of `manifests/`: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    packed = package / "_manifests"
    return (packed if packed.is_dir() else package.parent / "manifests") / name
