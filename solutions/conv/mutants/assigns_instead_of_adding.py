"""A pixel that won several windows keeps the gradient of one of them. It should collect from all."""

KILLED_BY = ("winners_collect_from_all_their_windows", "every_plane_has_its_own_winners")


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    return dout.new_zeros(N, C, H * W).scatter(2, idx.flatten(2), dout.flatten(2)).view(N, C, H, W)
