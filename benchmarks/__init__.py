"""How fast the queries are that matter most; `make bench`. Results stand in docs/benchmarks.md."""
