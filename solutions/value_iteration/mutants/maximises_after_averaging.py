"""First averaged over what follows, then maximised: this plans one action for all next states. In every next
state the best action is taken, then averaged."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * torch.einsum("sat,tb->sab", mdp.P, q).amax(2)
