"""After the plan: the action tracker, review meetings, handing over and closing."""
