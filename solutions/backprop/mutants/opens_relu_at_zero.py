"""At exactly 0 this relu has the slope 1; the convention, here as in PyTorch, is 0."""

KILLED_BY = ("value_applies_functions",)


class Value(Value):
    def relu(self):
        return Value(max(0.0, self.data), (self,), (1.0 if self.data >= 0 else 0.0,))
