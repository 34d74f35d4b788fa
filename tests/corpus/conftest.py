"""The generator is a tool with dependencies of its own; nothing in it is a test."""

collect_ignore_glob = ["*.py"]
