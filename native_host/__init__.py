"""Posos Bridge: the native messaging host, its command line and its library."""

__version__ = "0.1.0"
