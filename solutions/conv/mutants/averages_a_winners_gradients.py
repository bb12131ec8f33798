"""A pixel that won several windows gets the mean of their gradients. Contributions add up."""

KILLED_BY = ("winners_collect_from_all_their_windows", "every_plane_has_its_own_winners")


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    zeros = dout.new_zeros(N, C, H * W)
    total = zeros.scatter_add(2, idx.flatten(2), dout.flatten(2))
    times = zeros.scatter_add(2, idx.flatten(2), torch.ones_like(dout).flatten(2))
    return (total / times.clamp(min=1)).view(N, C, H, W)
