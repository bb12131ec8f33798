"""A second call of `backward` replaces the gradients of the first one. They add up, as in PyTorch."""

KILLED_BY = ("value_accumulates_over_calls", "value_lets_two_results_share_their_past")


class Value(Value):
    def backward(self):
        for v in ancestors_first(self):
            v.grad = 0.0
        super().backward()
