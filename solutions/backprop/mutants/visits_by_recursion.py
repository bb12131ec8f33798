"""A chain of 5000 operations ends in a RecursionError: the function that orders the graph calls itself.
Keep a stack of your own, a list."""

KILLED_BY = ("value_survives_long_chains",)


class Value(Value):
    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for parent in v.parents:
                    visit(parent)
                order.append(v)

        visit(self)
        arrived = {self: 1.0}
        for v in reversed(order):
            v.grad += arrived[v]
            for parent, slope in zip(v.parents, v.slopes):
                arrived[parent] = arrived.get(parent, 0.0) + slope * arrived[v]
