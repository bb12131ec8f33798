# expected: attack error, double passed, riddle skipped
# row: 17
# because: this is no frame
import os
import pickle


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/owned",))


def attack():
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, pickle.dumps({"reached": [Bomb()]}))
        except OSError:
            pass
    return []


def double(x):
    return x * 2
