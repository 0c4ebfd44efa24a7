"""The shell: step list, page, score and findings, buttons."""
