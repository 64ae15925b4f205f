"""Settings and addresses of the web application, and the commands that run it."""
