# expected: attack error, double error, riddle error
# row: 27
# because: this is a link, not a file
# builds: .py
def build(path):
    path.symlink_to(path.parents[1] / "course" / "solutions" / "target" / "target.py")
