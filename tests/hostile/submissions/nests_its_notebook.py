# expected: attack error, double error, riddle error
# row: 27
# because: this is not a notebook: it is not JSON
# builds: .ipynb
def build(path):
    path.write_text('{"nbformat":4,"cells":' + "[" * 200_000 + "]" * 200_000 + "}")
