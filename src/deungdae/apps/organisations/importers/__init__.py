"""Lists that fill the register: their columns, how a row is recognised, how it is written and taken back."""
