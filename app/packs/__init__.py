"""Floor 1: form packs as data: schema, loader, extends, expressions, templates, static check."""
