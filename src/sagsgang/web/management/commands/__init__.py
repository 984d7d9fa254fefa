"""Commands of log-in."""
