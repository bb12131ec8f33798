"""torch.zeros makes float32 whatever is added later: make dx like dout."""

KILLED_BY = ("winners_collect_from_all_their_windows", "every_plane_has_its_own_winners")


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    return torch.zeros(N, C, H * W).scatter_add(2, idx.flatten(2), dout.flatten(2).float()).view(N, C, H, W)
