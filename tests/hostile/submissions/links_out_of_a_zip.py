# expected: attack error, double error, riddle error
# row: 27
# because: is a link, not a file
# builds: .zip
import stat
import zipfile


def build(path):
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("target.py")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "course/solutions/target/target.py")
