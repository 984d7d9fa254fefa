"""The tables of the log, and the triggers that let it only grow."""
