# expected: attack error, double error, riddle error
# row: 27
# because: could each be what you hand in
# builds: .zip
import zipfile


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a\n\x1b[2J✓ passed.py", "b\u202e\u2066yp.py", "<b>c</b>.py"):
            archive.writestr(name, "def double(x):\n    return x * 2\n")
