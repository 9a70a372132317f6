"""An object that never answers when it is looked at is stopped as well."""
# limits: quick
# stopped: wall_time


class Hangs:
    def __call__(self):
        return 1

    def __getattr__(self, name):
        while True:
            pass


A1 = B1 = Hangs()
