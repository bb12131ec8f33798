# expected: attack failed, double passed, riddle failed
# row: 1
# because: a submission.Liar
class Liar:
    __class__ = property(lambda self: __import__("torch").Tensor)

    def __eq__(self, other):
        return True

    def __reduce__(self):
        return (print, ("unpickled",))

    def __getattr__(self, name):
        return lambda *args, **kwargs: True


def attack():
    return Liar()


def riddle(x):
    return Liar()


def double(x):
    return x * 2
