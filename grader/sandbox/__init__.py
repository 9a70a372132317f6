"""Where a learner's code runs: supervisor (trusted), zygote (warm), warden (guards one run), worker (hostile)."""
