# expected: attack skipped, double passed, riddle skipped
# row: 27
# builds: .py
def build(path):
    path.write_bytes(
        b"# -*- coding: unicode_escape -*-\ndef double(x):\n    return x * 2\n#\\nimport os; os._exit(0)\n"
    )
