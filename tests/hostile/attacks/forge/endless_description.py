"""A thing that never says its name is waited for no longer than the code may run."""
# limits: quick
# stopped: wall_time


class Silent:
    def __call__(self):
        pass

    def __getattribute__(self, name):
        while True:
            pass


A1 = B1 = Silent()
