"""Reports: outline at the left, text at the right, bound figures as chips."""
