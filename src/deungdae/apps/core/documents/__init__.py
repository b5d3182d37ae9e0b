"""What every printed paper of the house shares: fonts, the ground of its style, the layout."""
