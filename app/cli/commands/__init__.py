"""What each command does: read the options, call one service, print the result."""
