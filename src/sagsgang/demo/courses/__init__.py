"""The stories that the children of the town go through, as data."""
