"""Open, join, serve: which packages should serve which functions of which members, at the least cost, with proof."""
