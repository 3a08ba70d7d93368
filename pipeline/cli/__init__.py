"""The command line: thin functions, one a command."""
