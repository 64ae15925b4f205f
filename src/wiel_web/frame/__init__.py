"""What every page and every answer has: the frame around it, its look, its sentences, security headers, the log of requests."""
