"""Log-in: who gets in, with which factors, for how long, and what is asked again before what weighs most."""
