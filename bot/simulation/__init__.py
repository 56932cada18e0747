"""Call-outs on the real engine with people made of numbers: how long filling takes, and how many messages it costs."""
