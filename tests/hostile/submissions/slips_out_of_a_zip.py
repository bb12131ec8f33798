# expected: attack error, double error, riddle error
# row: 27
# because: `../../owned.py` leads out of the zip
# builds: .zip
import zipfile


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", "def double(x):\n    return x * 2\n")
        archive.writestr("../../owned.py", "")
        archive.writestr("/tmp/owned.py", "")
