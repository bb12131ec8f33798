"""The convolutions have biases. Behind them a batch norm subtracts the mean, and its β does what a bias
would."""

KILLED_BY = (
    "block_has_the_layers_it_needs",
    "block_adds_what_it_computed_to_its_input",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        for conv in self.modules():
            if isinstance(conv, nn.Conv2d):
                conv.bias = nn.Parameter(torch.zeros(conv.out_channels))
