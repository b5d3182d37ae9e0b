"""Reports: templates filled from evidence, frozen, signed by two people, published in four formats."""
