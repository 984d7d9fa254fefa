"""Commands of the worker, backup, restore and the integrity check."""
