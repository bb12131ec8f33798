"""Every path from the root is walked by itself. The sum is right, but the number of paths doubles with
each diamond: 30 of them make a thousand million. Visit each node once, when all has arrived at it."""

KILLED_BY = ("value_survives_long_chains",)


class Value(Value):
    def backward(self):
        stack = [(self, 1.0)]
        while stack:
            v, arriving = stack.pop()
            v.grad += arriving
            stack += [(p, slope * arriving) for p, slope in zip(v.parents, v.slopes)]
