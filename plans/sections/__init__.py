"""The sections of the plan, one module for each kind."""
