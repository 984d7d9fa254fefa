"""Forms as values: what a page asks, what was typed, what is wrong. Reading and checking answers is casework's."""
