"""The files of a case: what they may be, where they lie, whose half they belong to, and with whom they are shared."""
