"""Pages of the directory: reading it, which everybody may, and keeping it true."""

from . import curating, lists, reading, reporting

__all__ = ["curating", "lists", "reading", "reporting"]
