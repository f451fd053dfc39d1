"""Worksheets on paper, to take to a meeting: one frozen Sheet, drawn as a printed page and as a Word document."""
