# expected: attack skipped, double passed, riddle skipped
# row: 27
# builds: .py
def build(path):
    path.write_bytes("def double(x):\n    return x * 2\n".encode("utf-16"))
