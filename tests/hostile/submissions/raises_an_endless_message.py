# expected: attack error, double passed, riddle skipped
# row: 26
class Text(str):
    def __getitem__(self, key):
        return self

    def endswith(self, *args):
        return False


class Long(Exception):
    def __str__(self):
        return Text("long " * 2_000_000)


def attack():
    raise Long


def double(x):
    return x * 2
