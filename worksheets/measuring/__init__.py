"""What an indicator’s own numbers say: where it starts, how wide its gap is, what change would show, when to count.

All of it obeys the project’s small-number rule, so that boards may be read by anybody and printed."""
