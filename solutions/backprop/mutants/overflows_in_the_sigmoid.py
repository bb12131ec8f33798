"""sigmoid of −800 ends in an OverflowError: e⁸⁰⁰ is too large for a float. Let the exponent never be
positive."""

KILLED_BY = ("value_lets_two_results_share_their_past",)


class Value(Value):
    def sigmoid(self):
        out = 1 / (1 + math.exp(-self.data))
        return Value(out, (self,), (out * (1 - out),))
