"""The progress paper: what moved since a version or a review, for the next meeting."""
