"""The width of the output is computed from the height of the image: this works for square images only."""

KILLED_BY = ("loops_visit_every_place", "loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    x = F.pad(x, (pw, pw, ph, ph))
    tall = (x.shape[2] - w.shape[2]) // sh + 1
    wide = (x.shape[2] - w.shape[3]) // sw + 1
    y = x.new_zeros(len(x), len(w), tall, wide)
    for i in range(tall):
        for j in range(min(wide, (x.shape[3] - w.shape[3]) // sw + 1)):
            seen = x[:, :, i * sh : i * sh + w.shape[2], j * sw : j * sw + w.shape[3]]
            y[:, :, i, j] = torch.einsum("nchw,dchw->nd", seen, w)
    return y if b is None else y + b.view(-1, 1, 1)
