"""Here you write the clipping yourself, so `torch.nn.utils` cannot do it for you."""

KILLED_BY = ("all_gradients_share_one_norm", "clipping_reads_a_generator_once")


def clip_grad_norm_(params, max_norm):
    return torch.nn.utils.clip_grad_norm_(params, max_norm)
