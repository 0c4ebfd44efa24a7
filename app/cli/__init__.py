"""Floor 6: the command line; acts only through services."""
