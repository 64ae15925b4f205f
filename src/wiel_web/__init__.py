"""The web application: many municipalities, one place. It imports `wiel`, never the reverse."""
