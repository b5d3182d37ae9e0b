"""Who may do what: the written matrix, the roles in it, and the role that a person is using now.

`matrix.csv` is the law: object × field level × action × role → scope. Nothing else grants a right.
"""
