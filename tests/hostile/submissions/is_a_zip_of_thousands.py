# expected: attack error, double error, riddle error
# row: 27
# because: this zip holds more than 200 files
# builds: .zip
import zipfile


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(3000):
            archive.writestr(f"target{i}.py", "")
