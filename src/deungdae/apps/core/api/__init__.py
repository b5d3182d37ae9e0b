"""What every part of the JSON API shares: problems, paging, and the fields people may send."""
