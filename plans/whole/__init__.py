"""A whole project as one JSON file: taken out, and a new project started from it (docs/project-file.md)."""
