"""Newer files of the publishers, in their own form: recognised by their headings, checked, laid over ours."""
