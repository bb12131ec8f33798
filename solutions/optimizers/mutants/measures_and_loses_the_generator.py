"""The norm is right, but nothing is clipped: the first loop has read the generator to its end, and the
second finds it empty. Make a list."""

KILLED_BY = ("clipping_reads_a_generator_once",)


def clip_grad_norm_(params, max_norm):
    norms = []
    params = iter(params)
    for p in params:
        if p.grad is not None:
            norms.append(p.grad.norm())
    total = torch.stack(norms).norm() if norms else 0.0
    if total > max_norm:
        for p in params:
            p.grad.mul_(max_norm / total)
    return total
