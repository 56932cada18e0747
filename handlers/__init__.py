"""What people type and tap: one router a topic. Each handler parses, calls one use case, and returns cards."""
