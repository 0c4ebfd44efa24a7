"""Floor 4: canonical form and answers file; pure."""
