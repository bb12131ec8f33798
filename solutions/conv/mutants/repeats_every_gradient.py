"""Every gradient is simply repeated h × w times. That works where windows lie side by side and nothing is
left over."""

KILLED_BY = ("shares_of_overlapping_windows_add_up", "shares_survive_edges")


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    h, w = pair(K)
    dx = (dout / (h * w)).repeat_interleave(h, dim=2).repeat_interleave(w, dim=3)
    return F.pad(dx, (0, max(0, x_shape[3] - dx.shape[3]), 0, max(0, x_shape[2] - dx.shape[2])))[
        :, :, : x_shape[2], : x_shape[3]
    ]
