"""Floor 1: rule functions over plain values; they know no key and no pack."""
