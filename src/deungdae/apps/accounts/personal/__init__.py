"""Personal fields: masked for the centre's staff until opened with a reason, for one person on one page."""
