"""The benchmark: the same content built by this engine and as plain Markdown pages with Material."""
