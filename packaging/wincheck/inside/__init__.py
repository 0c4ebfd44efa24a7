"""Small programs that run under the Windows Python of the folder, each by itself; what they found is JSON."""
