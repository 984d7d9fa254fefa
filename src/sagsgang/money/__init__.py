"""What is expected, granted, announced and ended early, for each offer, half and period."""
