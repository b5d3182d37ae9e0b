"""The engines as the public pages use them."""
