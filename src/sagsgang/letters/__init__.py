"""Letters: drafted, signed in order, one copy to each receiver, sent once."""
