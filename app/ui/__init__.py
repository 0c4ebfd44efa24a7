"""The window. Everything it does goes through services; Qt stands only here."""
