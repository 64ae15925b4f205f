"""One folder per format: `read(source) -> (T, Findings)` and `write`."""
