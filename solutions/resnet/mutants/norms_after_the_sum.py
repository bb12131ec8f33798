"""A batch norm stands behind the sum instead of before it, so the shortcut is normalised as well."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        body, shortcut = self.residual.body, self.residual.shortcut
        if shortcut is None or not isinstance(body[-1], nn.BatchNorm2d):
            return super().forward(x)
        return F.relu(body[-1](body[:-1](x) + shortcut(x)))
