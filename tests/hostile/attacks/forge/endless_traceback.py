"""An error has the traceback that Python gave it, and not an endless one of its class."""

class Step:
    class tb_frame:
        class f_code:
            co_filename = "<elsewhere>"

    @property
    def tb_next(self):
        return self


class Endless(Exception):
    __traceback__ = Step()


A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
raise Endless
