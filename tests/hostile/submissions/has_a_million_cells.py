# expected: attack error, double error, riddle error
# row: 27
# because: this notebook holds more than 4,000,000 values
# builds: .ipynb
def build(path):
    cell = '{"cell_type":"code","source":["x=1"],"metadata":{},"outputs":[],"execution_count":null}'
    cells = ",".join([cell] * 1_000_000)
    path.write_text(f'{{"nbformat":4,"nbformat_minor":5,"metadata":{{}},"cells":[{cells}]}}')
