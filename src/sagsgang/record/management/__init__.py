"""What an operator does with the log."""
