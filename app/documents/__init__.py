"""The paper as a tree: forms, reports, covers and lists, resolved from pack and answers, before any renderer."""
