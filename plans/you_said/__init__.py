"""You said, we did: for each partner or group that helped, what they told us, what changed, what is open and why."""
