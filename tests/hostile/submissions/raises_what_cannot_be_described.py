# expected: attack error, double error, riddle skipped
# row: 26
class Meta(type):
    @property
    def __name__(cls):
        raise KeyError("no name")


class Strange(Exception, metaclass=Meta):
    def __str__(self):
        raise self

    __traceback__ = property(lambda self: 1 / 0)
    __class__ = property(lambda self: 1 / 0)


def attack():
    raise Strange


def double(x):
    raise Strange
