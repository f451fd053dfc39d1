"""The pure statistics: counts in, estimates with intervals out. No Django, no files, no rows of people."""
