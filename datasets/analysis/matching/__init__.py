"""Headings to standard fields, and written values to standard categories, each with how sure."""
