"""A process that takes its own means away is looked at no more, and earns nothing."""

import resource

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1, flush=True)
resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))
