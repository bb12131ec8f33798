"""The gradient reaches the operands of the last operation and stops there. It has to go on to theirs."""

KILLED_BY = ("value_adds_up_all_paths", "value_handles_any_graph")


class Value(Value):
    def backward(self):
        self.grad += 1.0
        for parent, slope in zip(self.parents, self.slopes):
            parent.grad += slope
