"""What would give a person away: found by heading and by content, and taken out before anything else looks at the table.

The functions are in find.py (find_in, find_identifiers) and remove.py (settled, remove_identifiers, identifier_problems).
"""
