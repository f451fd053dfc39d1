"""Pages of the plan: the plan itself, the files made from it, its versions."""

from . import files, show, versions, whole, you_said

__all__ = ["files", "show", "versions", "whole", "you_said"]
