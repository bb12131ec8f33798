# expected: attack error, double error, riddle error
# row: 28
# builds: .ipynb
import os
import pickle


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/owned",))


def build(path):
    path.write_bytes(pickle.dumps(Bomb()))
