"""A number that is used twice keeps only the gradient that arrives last. Add what arrives: `x + x` has
the slope 2."""

KILLED_BY = ("value_adds_up_all_paths", "value_accumulates_over_calls", "value_handles_any_graph")


class Value(Value):
    def backward(self):
        arrived = {self: 1.0}
        for v in reversed(ancestors_first(self)):
            v.grad = arrived[v]
            for parent, slope in zip(v.parents, v.slopes):
                arrived[parent] = slope * arrived[v]
