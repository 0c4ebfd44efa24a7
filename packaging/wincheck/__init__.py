"""Install the Windows program under Wine and see whether it does what it does on Linux."""
