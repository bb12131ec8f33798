"""A probability below 0 or above 1 is to be refused with a ValueError, when the layer is made."""

KILLED_BY = ("probabilities_lie_between_0_and_1",)


class Dropout(Dropout):
    def __init__(self, p=0.5):
        super().__init__(min(max(p, 0.0), 1.0))
