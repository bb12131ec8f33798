"""The block has all its layers and the right shape comes out, but it is zeros: `forward` has to use them."""

KILLED_BY = ("block_adds_what_it_computed_to_its_input", "switched_off_block_lets_its_input_through")


class BasicBlock(BasicBlock):
    def forward(self, x):
        return torch.zeros_like(self.residual.body(x))
