# expected: attack skipped, double error, riddle skipped
# row: 27
# because: does not parse
# builds: .py
def build(path):
    path.write_bytes(b"def double(x):\n    return x * 2\0\0\0\n\0")
