"""Mathematics on arrays that knows no municipality."""
