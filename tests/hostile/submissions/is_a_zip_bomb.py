# expected: attack error, double error, riddle error
# row: 27
# because: unpacks to more than 200 times its size
# builds: .zip
import zipfile


def build(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("target.py", "#" * (100 << 20))
