"""Actions and indicators as an Excel file: taken out, changed in a spreadsheet, loaded again."""
