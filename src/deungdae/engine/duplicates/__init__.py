"""Which records of a register may be one and the same organisation: pairs with a score and its reasons."""
