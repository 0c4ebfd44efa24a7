"""按表填写: the official forms as on the paper, filled in in place."""
