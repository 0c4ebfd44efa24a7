"""The start page: new, open, recent, samples."""
