# expected: attack error, double error, riddle error
# row: 27
# because: leads out of the zip
# builds: .zip
import zipfile


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", "def double(x):\n    return x * 2\n")
        archive.writestr("C:/owned.py", "")
        archive.writestr("a\\..\\..\\owned.py", "")
