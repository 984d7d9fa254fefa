"""The demo town: an invented municipality, its people, and cases made by playing scripts through the one door."""
