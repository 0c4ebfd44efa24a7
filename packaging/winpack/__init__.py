"""Build the Windows program on Linux: one folder, an installer and a portable zip."""
