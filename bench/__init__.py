"""Speed and quality against named peers; each module prints one table."""
