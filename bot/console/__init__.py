"""What an administrator does from the command line: roles, corps, neighbours."""
