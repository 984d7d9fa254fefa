"""What leaves the house: posted, delivered, settled, and done by hand."""
