# expected: attack skipped, double passed, riddle skipped
# row: 28
# builds: .zip
import os
import pickle
import zipfile


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/owned",))


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", "def double(x):\n    return x * 2\n")
        archive.writestr(".OTTER_LOG", pickle.dumps(Bomb()))
        archive.writestr("results.pkl", pickle.dumps({"score": 100, "bomb": Bomb()}))
        archive.writestr("__zip_filename__", path.name)
