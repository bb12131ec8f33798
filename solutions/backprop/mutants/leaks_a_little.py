"""Negative numbers come through, a hundred times smaller. That is the leaky ReLU; here they become 0."""

KILLED_BY = ("relu_lets_positive_numbers_through", "relus_take_turns")


class ReLU(ReLU):
    def forward(self, x):
        self.mask = torch.where(x > 0, 1.0, 0.01).to(x.dtype)
        return x * self.mask
