"""Where the two administrations meet: Aftaleforum, BEKU, Matchningsudvalget."""
