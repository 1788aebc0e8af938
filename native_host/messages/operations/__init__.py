"""The operations of the protocol: a file each, of the operation's name, with one function `run`.

`run(params, task)` gets parameters that are as the schema says, and returns the result.
"""
