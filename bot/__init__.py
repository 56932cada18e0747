"""The running program: settings, wiring, command line, intake, delivery and timers."""
