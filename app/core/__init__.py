"""Floor 0: numbers, quantities, units, dates, addresses, traces, findings, errors; standard library only."""
