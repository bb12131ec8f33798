# expected: attack error, double error, riddle error
# row: 27
# because: there is no notebook and no .py file in this zip
# builds: .zip
import io
import zipfile


def build(path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("target.py", "def double(x):\n    return x * 2\n")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.zip", inner.getvalue())
