"""What the house does when nobody is looking: the worker, the nightly work, backup, restore and the integrity check."""
