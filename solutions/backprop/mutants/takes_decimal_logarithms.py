"""This is the logarithm to base 10. Without further words a logarithm is the natural one."""

KILLED_BY = ("value_applies_functions", "value_handles_any_graph")


class Value(Value):
    def log(self):
        return Value(math.log10(self.data), (self,), (1 / (self.data * math.log(10)),))
