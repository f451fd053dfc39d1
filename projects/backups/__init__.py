"""A backup is one zip file: the database as it stood at one moment, the kept files, and how many rows each table had
with a checksum, so that whoever restores it knows that nothing is missing."""
