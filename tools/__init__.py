"""What those who build Paraat need: catalogues, import contracts, set-up. The product imports none of it."""
