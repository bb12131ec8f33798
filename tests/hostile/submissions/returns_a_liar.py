# expected: observed Foreign(description='a submission.Liar')


class Liar:
    __class__ = property(lambda self: __import__("torch").Tensor)

    def __eq__(self, other):
        return True

    def __reduce__(self):
        return (print, ("unpickled",))

    def __getattr__(self, name):
        return lambda *args, **kwargs: True


def attack(targets):
    return Liar()
