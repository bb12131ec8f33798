# expected: attack skipped, double error, riddle failed
# row: 13
# because: an exception
def double(x):
    name = "".join(c if c.isalnum() else "_" for c in str(x))
    space = {"Error": type(name, (Exception,), {})}
    exec(compile(f"def f_{name}():\n    raise Error('{name}')", f"{name}.py", "exec"), space)
    space[f"f_{name}"]()


def riddle(x):
    return {str(x.tolist()): x}
