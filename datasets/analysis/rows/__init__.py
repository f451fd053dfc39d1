"""The rows of the report, each in words that can be kept: what one click makes a finding. No Django in here."""
