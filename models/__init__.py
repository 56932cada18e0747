"""What is true: tables, constraints, and the engines that reach them."""
