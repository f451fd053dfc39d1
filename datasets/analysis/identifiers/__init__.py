"""What would give a person away: found by heading and by content, and taken out before anything else sees the table.

The functions are in find.py (find_in, find_identifiers), remove.py (settled, remove_identifiers) and told.py.
"""
