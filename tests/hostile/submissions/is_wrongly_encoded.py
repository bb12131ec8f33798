# expected: attack skipped, double passed, riddle skipped
# row: 27
# because: This file is not UTF-8 and was read as Latin-1
# builds: .py
def build(path):
    path.write_bytes(b"# \xff\xfe\xe9\x80\n\ndef double(x):\n    '''\xe9'''\n    return x * 2\n")
