"""`data` and `grad` should be Python floats. What was passed in is stored as it came."""

KILLED_BY = ("value_lets_two_results_share_their_past",)


class Value(Value):
    def __init__(self, data, parents=(), slopes=()):
        super().__init__(data, parents, slopes)
        self.data = data
