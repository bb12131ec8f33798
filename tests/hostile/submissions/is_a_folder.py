# expected: attack error, double error, riddle error
# row: 27
# because: this is a folder, not a file
# builds: .py
def build(path):
    path.mkdir()
    (path / "target.py").write_text("def double(x):\n    return x * 2\n")
