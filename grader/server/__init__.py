"""The warm server: one for each user and installation. It keeps TensorFlow loaded, and forks for every call of `grade`."""
