"""What leaves the house: posted once, sent by the worker, settled or handed to a person."""
