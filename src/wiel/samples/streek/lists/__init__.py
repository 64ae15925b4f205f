"""The lists of applications of nine members, one module per way of keeping a list, and the files that come with them."""
