"""The wizard without a window: which steps an evaluation has, what stands on each, how far each is."""
