"""`model.parameters()` is a generator: it can be read once. Make a list of it, as the base class does, and
use that list."""

KILLED_BY = ("two_descents_do_not_meet",)


class SGD(SGD):
    def __init__(self, params, lr):
        self.params = params
        self.lr = lr
