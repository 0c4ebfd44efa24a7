"""Pages of the wizard: what the pack lists, drawn with widgets."""
