# expected: attack error, double passed, riddle skipped
# row: 27
# because: does not parse
# builds: .py
def build(path):
    path.write_text(
        "def double(x):\n    return x * 2\n\n\ndef attack():\n    return " + "(" * 5000 + ")" * 5000 + "\n"
    )
