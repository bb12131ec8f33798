# expected: attack failed, double passed, riddle failed
# row: 1
# because: a submission.Agreeable
class Agreeable(list):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __len__(self):
        return 0


class Tensor(Agreeable):
    shape = (3,)
    dtype = __import__("torch").float64


def attack():
    return Agreeable(["everything"])


def riddle(x):
    return Tensor([0.0])


def double(x):
    return x * 2
