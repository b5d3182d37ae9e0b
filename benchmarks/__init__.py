"""Speed and quality beside named peers. Not part of the test suite."""
