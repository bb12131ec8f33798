"""After two calls of `backward` the root's own gradient is 1 and not 2: it is set, where everything
else is added."""

KILLED_BY = ("value_accumulates_over_calls",)


class Value(Value):
    def backward(self):
        super().backward()
        self.grad = 1.0
