"""0 and 1 are probabilities too: nothing is dropped, or everything."""

KILLED_BY = (
    "probabilities_lie_between_0_and_1",
    "every_number_is_dropped_on_its_own",
)


class Dropout(Dropout):
    def __init__(self, p=0.5):
        if not 0 < p < 1:
            raise ValueError("no probability")
        super().__init__(p)
