"""The command itself: seal."""
