"""On the second call, what was in `grad` before is sent back once more. Each call must send only what
arrives in that call, and add it to `grad`."""

KILLED_BY = ("value_accumulates_over_calls", "value_lets_two_results_share_their_past")


class Value(Value):
    def backward(self):
        self.grad += 1.0
        for v in reversed(ancestors_first(self)):
            for parent, slope in zip(v.parents, v.slopes):
                parent.grad += slope * v.grad
