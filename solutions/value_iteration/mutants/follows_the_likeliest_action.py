"""Only the likeliest action counts here. Every action does, with its probability."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return q.gather(1, pi.argmax(1, keepdim=True)).squeeze(1)
