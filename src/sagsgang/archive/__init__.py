"""A life's end: access for those the case is about, retention and destruction, and copies in which nobody is known."""
