"""送审与打印: preview, print, export."""
