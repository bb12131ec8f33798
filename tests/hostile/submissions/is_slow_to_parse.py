# expected: attack error, double error, riddle error
# row: 27
# because: this file holds more than 300 KB of code
# builds: .py
def build(path):
    path.write_text(
        "def attack():\n    return " + "1<" * 950_000 + "1\n\n\ndef double(x):\n    return x * 2\n"
    )
