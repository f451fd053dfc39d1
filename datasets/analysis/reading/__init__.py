"""The way in: any file a service exports, read as text, with everything left out listed beside it."""

from datasets.analysis.reading.options import Limits, ReadOptions
from datasets.analysis.reading.read import read_file, safe_name

__all__ = ["Limits", "ReadOptions", "read_file", "safe_name"]
