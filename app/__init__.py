"""社保绩效自评: offline wizard and command line for the yearly performance self-evaluation."""

__version__ = "0.1.0"
