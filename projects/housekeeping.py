"""What ended by itself and is of no more use: sign-ins, with whatever waited in them to be saved, and old results of
background tasks."""

from django.core.management import call_command

from accounts.sessions import forget_ended_sessions

from .tending import once_a_day


@once_a_day
def clear_what_ended() -> None:
    forget_ended_sessions()
    call_command("prune_db_task_results", verbosity=0)
