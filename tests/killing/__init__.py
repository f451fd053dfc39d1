"""What stands after processes were killed: a site that is started again as systemd would, kills, and a judge."""
